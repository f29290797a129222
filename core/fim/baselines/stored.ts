import * as z from 'zod/mini';
import { savedSearchLimits } from '../../contract/saved-searches';
import { type Expectations, expectationSchema } from './expectation';

/** Version of the form; a later one is not read, so that nothing in it is lost by saving over it unseen. */
const version = 1;

const stored = z.object({
  version: z.literal(version),
  key: z.string(),
  expected: z.record(z.string(), z.nullable(expectationSchema)),
});

/** Expectations of a key as the text of a saved search's tag. */
export const writeExpectations = (key: string, expected: Expectations): string =>
  JSON.stringify({ version, key, expected });

/** Expectations of `key` in a tag's text; undefined where it is of another key, another version, or damaged. */
export const readExpectations = (key: string, text: string): Expectations | undefined => {
  try {
    const parsed = stored.safeParse(JSON.parse(text));
    return parsed.success && parsed.data.key.toLowerCase() === key.toLowerCase() ? parsed.data.expected : undefined;
  } catch {
    return undefined;
  }
};

/** Whether the text is longer than a tag may be. */
export const isTooLong = (text: string): boolean => text.length > savedSearchLimits.tagValue;
