import type { ScalarFunction } from '../registry';
import type { Json } from '../vector';
import { alias, define } from './define';
import { asText, type Cell, textReader, vectorOfCells } from './read';
import { num, rowFunction, text } from './row-function';
import { compilePattern } from './compile-pattern';

const isList = (cell: Cell | undefined): cell is Json[] => Array.isArray(cell);

const substring = rowFunction(
  {
    name: 'substring',
    params: ['string:string', 'start:integer', 'length:integer'],
    optional: 1,
    result: 'string',
    summary: 'Part of a text, from a zero-based start.',
  },
  ([source, start, length]) => {
    const whole = text(source);
    const from = num(start) < 0 ? Math.max(0, whole.length + num(start)) : num(start);
    return length === undefined ? whole.slice(from) : num(length) <= 0 ? '' : whole.slice(from, from + num(length));
  },
);

const split = rowFunction(
  {
    name: 'split',
    params: ['source:string', 'delimiter:string', 'requestedIndex:integer'],
    optional: 1,
    result: 'dynamic',
    summary: 'Array of the parts between delimiters, or one of them.',
  },
  ([source, delimiter, index]): Json => {
    const parts = text(delimiter) === '' ? [text(source)] : text(source).split(text(delimiter));
    if (index === undefined) return parts;
    const part = parts[num(index)];
    return part === undefined ? [] : [part];
  },
);

const extract = rowFunction(
  {
    name: 'extract',
    params: ['regex:string', 'captureGroup:integer', 'source:string'],
    result: 'string',
    summary: 'Group of the first match of an RE2 pattern.',
  },
  ([pattern, group, source]) => {
    const matcher = compilePattern(text(pattern)).matcher(text(source));
    if (!matcher.find() || num(group) > matcher.groupCount()) return '';
    return matcher.group(num(group)) ?? '';
  },
);

const extractAll = rowFunction(
  {
    name: 'extract_all',
    params: ['regex:string', 'captureGroups:any', 'source:string'],
    optional: 1,
    result: 'dynamic',
    summary: 'All matches of an RE2 pattern, by group.',
  },
  (cells): Json => {
    const [pattern, second, third] = cells;
    const wanted = cells.length === 3 && isList(second) ? second : undefined;
    const matcher = compilePattern(text(pattern)).matcher(text(cells.length < 3 ? second : third));
    const found: Json[] = [];
    while (matcher.find()) {
      const count = matcher.groupCount();
      const groups: readonly Json[] = wanted ?? Array.from({ length: count }, (_, group) => group + 1);
      const parts = groups.map((group): Json => matcher.group(typeof group === 'string' ? group : Number(group)) ?? '');
      found.push(parts.length === 1 ? (parts[0] ?? '') : count === 0 ? (matcher.group(0) ?? '') : parts);
    }
    return found.length === 0 ? null : found;
  },
);

const countOf = rowFunction(
  {
    name: 'countof',
    params: ['source:string', 'search:string', 'kind:string'],
    optional: 1,
    result: 'long',
    summary: 'How often a text or pattern occurs.',
  },
  ([source, search, kind]) => {
    const whole = text(source);
    const wanted = text(search);
    let count = 0;
    if (text(kind ?? 'normal') === 'regex') {
      const matcher = compilePattern(wanted).matcher(whole);
      while (matcher.find()) count++;
      return count;
    }
    if (wanted === '') return 0;
    // Plain occurrences may overlap.
    for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + 1)) count++;
    return count;
  },
);

const indexOf = rowFunction(
  {
    name: 'indexof',
    params: ['string:text', 'match:text', 'start:integer', 'length:integer', 'occurrence:integer'],
    optional: 3,
    result: 'long',
    summary: 'Zero-based position of a text, or -1.',
  },
  ([source, search, start, length, occurrence]) => {
    const whole = text(source);
    const from = start === undefined ? 0 : num(start) < 0 ? Math.max(0, whole.length + num(start)) : num(start);
    const until = length === undefined || num(length) < 0 ? whole.length : Math.min(whole.length, from + num(length));
    let left = occurrence === undefined ? 1 : num(occurrence);
    const wanted = text(search);
    for (let at = whole.indexOf(wanted, from); at >= 0 && at < until; at = whole.indexOf(wanted, at + 1)) {
      if (--left === 0) return at;
    }
    return -1;
  },
);

const trimmer = (name: string, atStart: boolean, atEnd: boolean, summary: string): ScalarFunction =>
  rowFunction({ name, params: ['regex:string', 'source:string'], result: 'string', summary }, ([pattern, source]) => {
    let rest = text(source);
    if (atStart) {
      const matcher = compilePattern(`^(?:${text(pattern)})+`).matcher(rest);
      if (matcher.find()) rest = rest.slice(matcher.end());
    }
    if (atEnd) {
      const matcher = compilePattern(`(?:${text(pattern)})+$`).matcher(rest);
      if (matcher.find()) rest = rest.slice(0, matcher.start());
    }
    return rest;
  });

/** RE2 writes a group in a replacement as `\1`; the library wants `$1`. */
const replacementOf = (rewrite: string): string =>
  rewrite.replaceAll(/\\(\d)|([\\$])/g, (_, group: string | undefined, other: string) =>
    group ? `$${group}` : `\\${other}`,
  );

const joined = (name: string, delimited: boolean, summary: string): ScalarFunction =>
  define(
    {
      name,
      params: delimited ? ['delimiter:string', 'value:any'] : ['value:any'],
      variadic: true,
      result: 'string',
      summary,
    },
    (args, length) => {
      const readers = args.map((arg) => {
        const read = textReader(arg.type, arg.vector);
        return arg.constant ? () => read(0) ?? '' : (row: number) => read(row) ?? '';
      });
      const [first, ...others] = readers;
      return vectorOfCells('string', length, (row) =>
        delimited
          ? others.map((read) => read(row)).join(first?.(row) ?? '')
          : readers.reduce((result, read) => result + read(row), ''),
      );
    },
  );

const parts = (source: string): string[] => [...source];

const replaceRegex = rowFunction(
  {
    name: 'replace_regex',
    params: ['source:string', 'lookup_regex:string', 'rewrite_pattern:string'],
    result: 'string',
    summary: 'Every match of an RE2 pattern replaced.',
  },
  ([source, pattern, rewrite]) =>
    compilePattern(text(pattern))
      .matcher(text(source))
      .replaceAll(replacementOf(text(rewrite))),
);

export const stringFunctions: readonly ScalarFunction[] = [
  substring,
  split,
  extract,
  extractAll,
  alias('extractall', extractAll),
  countOf,
  indexOf,
  replaceRegex,
  alias('replace', replaceRegex),
  trimmer('trim', true, true, 'Text without what the pattern matches at both ends.'),
  trimmer('trim_start', true, false, 'Text without what the pattern matches at the start.'),
  trimmer('trim_end', false, true, 'Text without what the pattern matches at the end.'),
  joined('strcat', false, 'Texts one after another.'),
  joined('strcat_delim', true, 'Texts with a delimiter between.'),
  rowFunction(
    { name: 'strlen', params: ['string:string'], result: 'long', summary: 'Number of characters.' },
    ([source]) => parts(text(source)).length,
  ),
  rowFunction(
    { name: 'string_size', params: ['string:string'], result: 'long', summary: 'Number of bytes in UTF-8.' },
    ([source]) => new TextEncoder().encode(text(source)).length,
  ),
  rowFunction(
    { name: 'tolower', params: ['value:string'], result: 'string', summary: 'Text in lower case.' },
    ([source]) => text(source).toLowerCase(),
  ),
  rowFunction(
    { name: 'toupper', params: ['value:string'], result: 'string', summary: 'Text in upper case.' },
    ([source]) => text(source).toUpperCase(),
  ),
  rowFunction({ name: 'reverse', params: ['value:text'], result: 'string', summary: 'Text backwards.' }, ([source]) =>
    parts(text(source)).reverse().join(''),
  ),
  rowFunction(
    {
      name: 'strrep',
      params: ['value:text', 'multiplier:integer', 'delimiter:string'],
      optional: 1,
      result: 'string',
      summary: 'Text repeated.',
    },
    ([source, times, delimiter]) =>
      Array.from({ length: Math.min(1024, Math.max(0, num(times))) }, () => text(source)).join(text(delimiter)),
  ),
  rowFunction(
    {
      name: 'strcmp',
      params: ['s1:string', 's2:string'],
      result: 'long',
      summary: '-1, 0 or 1 by order of two texts.',
    },
    ([left, right]) => (text(left) < text(right) ? -1 : text(left) > text(right) ? 1 : 0),
  ),
  rowFunction(
    {
      name: 'replace_string',
      params: ['text:string', 'lookup:string', 'rewrite:string'],
      result: 'string',
      summary: 'Every occurrence of a text replaced.',
    },
    ([source, search, replacement]) =>
      text(search) === '' ? text(source) : text(source).replaceAll(text(search), () => text(replacement)),
  ),
  rowFunction(
    {
      name: 'replace_strings',
      params: ['text:string', 'lookups:dynamic', 'rewrites:dynamic'],
      result: 'string',
      summary: 'Every occurrence of several texts replaced, in order.',
    },
    ([source, searches, replacements]) => {
      const wanted = isList(searches) ? searches.map(text) : [];
      const whole = text(source);
      // A lookup takes its places before the ones listed after it do; what a place becomes is not looked at again.
      const owner = new Int32Array(whole.length).fill(-1);
      wanted.forEach((search, index) => {
        for (let at = search === '' ? -1 : whole.indexOf(search); at >= 0; at = whole.indexOf(search, at + 1)) {
          const end = at + search.length;
          if (owner.subarray(at, end).every((taken) => taken < 0)) owner.fill(index, at, end);
        }
      });
      let result = '';
      for (let at = 0; at < whole.length; ) {
        const found = owner[at] ?? -1;
        const search = wanted[found] ?? whole[at] ?? '';
        const by: Json = found < 0 ? search : isList(replacements) ? (replacements[found] ?? null) : text(replacements);
        result += typeof by === 'string' ? by : search;
        at += search.length;
      }
      return result;
    },
  ),
  define(
    { name: 'isempty', params: ['value:any'], result: 'bool', summary: 'Text is empty or value is null.' },
    (args, length) => {
      const [arg] = args;
      const vector = arg ? asText(arg, length) : undefined;
      return vectorOfCells(
        'bool',
        length,
        (row) => (vector?.dictionary[vector.codes[arg?.constant ? 0 : row] ?? -1] ?? '') === '',
      );
    },
  ),
  ...(['isnotempty', 'notempty'] as const).map((name) =>
    define(
      { name, params: ['value:any'], result: 'bool', summary: 'Text is not empty and value is not null.' },
      (args, length) => {
        const [arg] = args;
        const vector = arg ? asText(arg, length) : undefined;
        return vectorOfCells(
          'bool',
          length,
          (row) => (vector?.dictionary[vector.codes[arg?.constant ? 0 : row] ?? -1] ?? '') !== '',
        );
      },
    ),
  ),
];
