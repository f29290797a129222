import type { RE2JS } from 're2js';
import { lazyPart } from './lazy-part';

const library = lazyPart(async () => (await import('re2js')).RE2JS);

/** Loads the library of regular expressions (RE2's semantics: linear time), which is as large as the rest of the engine. */
export const loadRegularExpressions = library.load;

/** Compiles an RE2 pattern. @throws PartMissing, and the library's error for a wrong pattern */
export const regularExpression = (pattern: string): RE2JS => library.get().compile(pattern);
