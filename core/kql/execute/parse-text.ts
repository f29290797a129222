import type { ParsePiece } from '../plan';
import { regularExpression } from '../regular-expression';
import type { ColumnType } from '../schema';

/** Finds the texts of a pattern's columns in one text, in order; undefined where the text does not fit. */
export type Matcher = (text: string) => readonly string[] | undefined;

const leading: Partial<Record<ColumnType, RegExp>> = {
  int: /^\s*[+-]?\d+/,
  long: /^\s*[+-]?\d+/,
  real: /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/,
  decimal: /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/,
  bool: /^\s*(?:true|false)/i,
  guid: /^\s*[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/,
  datetime: /^\s*[\dTZ:./ +-]+/,
  timespan: /^\s*-?[\d:.]+/,
  dynamic: /^.*/s,
};

/** A column with `*` after it takes what its type reads from the start of the rest; a string takes nothing. */
const valueBefore = (rest: string, type: ColumnType): string | undefined => leading[type]?.exec(rest)?.[0];

/**
 * `simple` and `relaxed`: the texts are looked for from left to right, and a column is what lies between two of them.
 * A text that no `*` or column precedes must stand right there; the last column takes the rest.
 */
export const simpleMatcher = (pieces: readonly ParsePiece[]): Matcher => {
  return (text) => {
    const captured: string[] = [];
    let at = 0;
    let open: 'nothing' | 'skip' | ColumnType = 'nothing';
    let openAt = 0;
    for (const piece of pieces) {
      if (piece.kind === 'text') {
        const found = open === 'nothing' ? (text.startsWith(piece.text, at) ? at : -1) : text.indexOf(piece.text, at);
        if (found < 0) return undefined;
        if (open !== 'nothing' && open !== 'skip') captured.push(text.slice(openAt, found));
        at = found + piece.text.length;
        open = 'nothing';
        continue;
      }
      if (open !== 'nothing' && open !== 'skip') {
        const value = open === 'string' ? '' : valueBefore(text.slice(openAt), open);
        if (value === undefined) return undefined;
        captured.push(value);
        at = openAt + value.length;
      }
      open = piece.kind === 'skip' ? 'skip' : piece.type;
      openAt = at;
    }
    if (open !== 'nothing' && open !== 'skip') captured.push(text.slice(openAt));
    else if (open === 'nothing' && at < text.length) return undefined;
    return captured;
  };
};

const numberPattern: Partial<Record<ColumnType, string>> = {
  int: '[+-]?\\d+',
  long: '[+-]?\\d+',
  real: '[+-]?\\d*\\.?\\d+(?:[eE][+-]?\\d+)?',
  decimal: '[+-]?\\d*\\.?\\d+(?:[eE][+-]?\\d+)?',
};

/** Flags as Kusto writes them: `U` ungreedy, `m` multi-line, `s` dot matches newlines, `i` ignore case. */
export const regexFlags = /^[Umsi]*$/;

/** `regex`: the texts are regular expressions, `*` is any text and a column a group; all of the text must fit. */
export const regexMatcher = (pieces: readonly ParsePiece[], flags: string): Matcher => {
  let columns = 0;
  const parts = pieces.map((piece) => {
    switch (piece.kind) {
      case 'text':
        return piece.text;
      case 'skip':
        return '.*';
      case 'column':
        return `(?P<kql${columns++}>${numberPattern[piece.type] ?? '.*'})`;
    }
  });
  const set = [...new Set(flags)].join('');
  const pattern = regularExpression(`${set === '' ? '' : `(?${set})`}^${parts.join('')}$`);
  const names = Array.from({ length: columns }, (_, at) => `kql${at}`);
  return (text) => {
    const matcher = pattern.matcher(text);
    return matcher.find() ? names.map((name) => matcher.group(name) ?? '') : undefined;
  };
};
