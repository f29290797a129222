import type { KeyValueForm } from '../plan';
import { regularExpression } from '../regular-expression';
import type { ColumnSchema } from '../schema';
import type { Matcher } from './parse-text';

type Pair = readonly [key: string, value: string];

const regexPairs = (pattern: string): ((text: string) => readonly Pair[]) => {
  const compiled = regularExpression(pattern);
  return (text) => {
    const pairs: Pair[] = [];
    const matcher = compiled.matcher(text);
    while (matcher.find()) pairs.push([matcher.group(1) ?? '', matcher.group(2) ?? '']);
    return pairs;
  };
};

/** Reads text up to one of `ends`, quoted parts and escaped characters taken as they are. */
const readPart = (text: string, from: number, ends: readonly string[], form: KeyValueForm) => {
  let value = '';
  let at = from;
  const quote = form.quotes.find(([open]) => text.startsWith(open, at));
  if (quote !== undefined) {
    const [open, close] = quote;
    at += open.length;
    while (at < text.length && !text.startsWith(close, at)) {
      if (form.escape !== '' && text.startsWith(form.escape, at) && at + form.escape.length < text.length) {
        at += form.escape.length;
      }
      value += text.charAt(at++);
    }
    at = Math.min(text.length, at + close.length);
    return { value, at };
  }
  while (at < text.length && !ends.some((end) => end !== '' && text.startsWith(end, at))) {
    if (form.escape !== '' && text.startsWith(form.escape, at) && at + form.escape.length < text.length) {
      at += form.escape.length;
    }
    value += text.charAt(at++);
  }
  return { value, at };
};

const delimitedPairs =
  (form: KeyValueForm) =>
  (text: string): readonly Pair[] => {
    const pairs: Pair[] = [];
    let at = 0;
    while (at < text.length) {
      if (form.pairs !== '' && text.startsWith(form.pairs, at)) {
        at += form.pairs.length;
        continue;
      }
      const key = readPart(text, at, [form.keys, form.pairs], form);
      at = key.at;
      if (form.keys !== '' && text.startsWith(form.keys, at)) {
        const value = readPart(text, at + form.keys.length, [form.pairs], form);
        at = value.at;
        pairs.push([key.value, value.value]);
      }
      // Whatever stands before the next pair belongs to none.
      while (at < text.length && !(form.pairs !== '' && text.startsWith(form.pairs, at))) at++;
    }
    return pairs;
  };

/** `greedy`: a value goes on over delimiters until the last word before the next `key=`. */
const greedyPairs =
  (form: KeyValueForm) =>
  (text: string): readonly Pair[] => {
    const pairs: [string, string][] = [];
    let key: string | undefined;
    let rest = text;
    for (;;) {
      const end = rest.indexOf(form.keys);
      if (end < 0) {
        if (key !== undefined) pairs.push([key, rest]);
        return pairs;
      }
      const before = rest.slice(0, end);
      const cut = before.lastIndexOf(form.pairs);
      if (key !== undefined) pairs.push([key, cut < 0 ? '' : before.slice(0, cut)]);
      key = cut < 0 ? before : before.slice(cut + form.pairs.length);
      rest = rest.slice(end + form.keys.length);
    }
  };

/** `parse-kv`: the first value of each wanted key, white space around both left out; a key that is missing is empty. */
export const keyValueMatcher = (wanted: readonly ColumnSchema[], form: KeyValueForm): Matcher => {
  const read =
    form.regex !== undefined ? regexPairs(form.regex) : form.greedy ? greedyPairs(form) : delimitedPairs(form);
  return (text) => {
    const found = new Map<string, string>();
    for (const [rawKey, value] of read(text)) {
      const key = rawKey.trim();
      if (!found.has(key)) found.set(key, value.trim());
    }
    return wanted.map(({ name }) => found.get(name) ?? '');
  };
};
