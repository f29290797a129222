import type { RE2JS } from 're2js';

let library: typeof RE2JS | undefined;

/** A regular expression was met before its library was there: after `loadRegularExpressions` the same work succeeds. */
export class RegularExpressionsMissing extends Error {
  override readonly name = 'RegularExpressionsMissing';
}

/** Loads the library of regular expressions (RE2's semantics: linear time), which is as large as the rest of the engine. */
export const loadRegularExpressions = async (): Promise<void> => {
  library ??= (await import('re2js')).RE2JS;
};

/** Compiles an RE2 pattern. @throws RegularExpressionsMissing, and the library's error for a wrong pattern */
export const regularExpression = (pattern: string): RE2JS => {
  if (library === undefined) throw new RegularExpressionsMissing('Regular expressions are not loaded yet.');
  return library.compile(pattern);
};
