import type { ScalarFunction } from '../registry';
import { num, rowFunction, text } from './row-function';
import { compilePattern } from './compile-pattern';
import { hasTerm } from './text-operators';

const quoted = /[\\^$.|?*+()[\]{}]/g;

export const searchFunctions: readonly ScalarFunction[] = [
  rowFunction(
    {
      name: 'indexof_regex',
      params: ['string:text', 'match:text', 'start:integer', 'length:integer', 'occurrence:integer'],
      optional: 3,
      result: 'long',
      summary: 'Zero-based position of what an RE2 pattern matches, or -1.',
    },
    ([source, pattern, start = 0, length = -1, occurrence = 1]) => {
      if (num(start) < 0 || num(length) < -1 || num(occurrence) < 0) return null;
      const whole = text(source);
      const until = num(length) < 0 ? whole.length : Math.min(whole.length, num(start) + num(length));
      const matcher = compilePattern(text(pattern)).matcher(whole.slice(num(start), until));
      let left = num(occurrence);
      while (matcher.find()) if (--left === 0) return matcher.start() + num(start);
      return -1;
    },
  ),
  rowFunction(
    {
      name: 'has_any_index',
      params: ['source:string', 'values:array'],
      result: 'long',
      summary: 'Position in an array of the first value that occurs in a text as a whole term, or -1.',
    },
    ([source, values]) => {
      if (!Array.isArray(values)) return null;
      const whole = text(source);
      return values.findIndex((value) => hasTerm(whole, text(value)));
    },
  ),
  rowFunction(
    {
      name: 'translate',
      params: ['search_list:string', 'replacement_list:string', 'source:string'],
      result: 'string',
      summary: 'Text with the characters of one list replaced by those of another.',
    },
    ([search, replacement, source]) => {
      const from = [...text(search)];
      const to = [...text(replacement)];
      // The last replacement stands for the ones that are missing; without any, the characters go.
      const by = new Map<string, string>();
      from.forEach((character, at) => {
        if (!by.has(character)) by.set(character, to[at] ?? to.at(-1) ?? '');
      });
      return [...text(source)].map((character) => by.get(character) ?? character).join('');
    },
  ),
  rowFunction(
    {
      name: 'regex_quote',
      params: ['string:text'],
      result: 'string',
      summary: 'Text as a pattern that matches only it.',
    },
    ([source]) => text(source).replaceAll(quoted, String.raw`\$&`),
  ),
];
