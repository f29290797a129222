import type { RE2JS } from 're2js';
import { DataError } from '../data-error';
import { PartMissing } from '../lazy-part';
import { regularExpression } from '../regular-expression';

const patterns = new Map<string, RE2JS>();

const parsePattern = (pattern: string): RE2JS => {
  try {
    return regularExpression(pattern);
  } catch (error) {
    if (error instanceof PartMissing) throw error;
    throw new DataError(`Not a regular expression: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** Compiled RE2 pattern, kept. Throws `DataError` where the pattern is wrong. */
export const compilePattern = (pattern: string): RE2JS => {
  const known = patterns.get(pattern);
  if (known) return known;
  const compiled = parsePattern(pattern);
  if (patterns.size >= 200) patterns.clear();
  patterns.set(pattern, compiled);
  return compiled;
};
