import { asText } from '../functions/read';
import type { Computation } from '../plan';
import { textAt, textVector } from '../vectors';
import type { Compute } from './compute';
import { PlanError } from './expression';
import { type Frame, vectorFrame } from './frame';

type Reduce = Extract<Computation, { kind: 'reduce' }>;

/** The words of a text and what stands between them, in turns; it starts and ends with a word, which may be empty. */
const wordsOf = (text: string, separators: string | undefined): string[] => {
  const words: string[] = [];
  let inSeparator = false;
  let start = 0;
  let at = 0;
  for (const character of text) {
    const isWord = /[A-Za-z0-9]/.test(character) || character.charCodeAt(0) > 127;
    const separates = separators === undefined ? !isWord : separators.includes(character) || !isWord;
    if (separates !== inSeparator) {
      words.push(text.slice(start, at));
      start = at;
      inSeparator = separates;
    }
    at += character.length;
  }
  words.push(text.slice(start));
  if (inSeparator) words.push('');
  return words;
};

type Group = { readonly pattern: string; count: number; readonly representative: string };

/**
 * `reduce by`: texts that agree in their frequent words (at least `threshold` of the rows) at the same places are one
 * pattern, other words being `*` (Vaarandi's SLCT, on which Kusto's own is based). What shares nothing is `others`.
 */
export const reduceTexts = (plan: Compute, what: Reduce, input: Frame): Frame => {
  const at = plan.inputs[0]?.columns.findIndex((of) => of.name === what.column) ?? -1;
  if (at < 0) throw new PlanError(`reduce has no column ${what.column}`);
  const column = input.column(at);
  const vector = asText(column, input.length);
  const texts = Array.from({ length: input.length }, (_, row) => textAt(vector, column.constant ? 0 : row));
  const counts = new Map<string, number>();
  const split = new Map<string, readonly string[]>();
  for (const text of texts) {
    const words = split.get(text) ?? wordsOf(text, what.separators);
    split.set(text, words);
    words.forEach((word, place) => {
      if (place % 2 === 1 || word === '') return;
      const key = `${place} ${word}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    });
  }
  const least = Math.max(2, what.threshold * texts.length);
  const patternOf = (words: readonly string[]): string | undefined => {
    let common = false;
    let pattern = '';
    words.forEach((word, place) => {
      if (place % 2 === 1) return;
      const frequent = word === '' || (counts.get(`${place} ${word}`) ?? 0) >= least;
      common ||= frequent && word !== '';
      const separator = words[place - 1] ?? '';
      // A separator beside a placeholder belongs to it, blanks do not: "fooZ1" and "fooZ2" are "foo*".
      const joined = !frequent || pattern.endsWith('*') ? separator.replace(/\S/g, '') : separator;
      pattern += joined + (frequent ? word : pattern.endsWith('*') && joined === '' ? '' : '*');
    });
    return common ? pattern : undefined;
  };
  const patterns = new Map<string, string>();
  for (const [text, words] of split) patterns.set(text, patternOf(words) ?? 'others');
  const groups = new Map<string, Group>();
  for (const text of texts) {
    const pattern = patterns.get(text) ?? 'others';
    const known = groups.get(pattern);
    if (known) known.count++;
    else groups.set(pattern, { pattern, count: 1, representative: pattern === 'others' ? '' : text });
  }
  const listed = [...groups.values()].toSorted((a, b) => b.count - a.count);
  const found = what.keepRows ? texts.flatMap((text) => groups.get(patterns.get(text) ?? '') ?? []) : listed;
  const own = what.keepRows ? (plan.inputs[0]?.columns ?? []).map((_, index) => input.column(index)) : [];
  return vectorFrame(
    [
      ...own,
      { type: 'string', constant: false, vector: textVector(found.map((of) => of.pattern)) },
      {
        type: 'long',
        constant: false,
        vector: { kind: 'number', values: Float64Array.from(found, (of) => of.count) },
      },
      { type: 'string', constant: false, vector: textVector(found.map((of) => of.representative)) },
    ],
    found.length,
  );
};
