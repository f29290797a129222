import { visibleString } from '../../../ui/visible-parts';
import { type ResultColumn, type ResultRows, cellText } from './result-table';

/** A value that stays one cell of a spreadsheet: nothing hidden in it, no tab or break of its own, no formula. */
const cell = (text: string, column: ResultColumn): string => {
  const plain = visibleString(text);
  // A number may begin with a minus; a text that does would be taken for a formula.
  if (column.kind === 'number' || column.kind === 'span') return plain;
  return /^[=+\-@\uff0b\uff0d\uff1d\uff20]/.test(plain.trimStart()) ? `'${plain}` : plain;
};

/**
 * Rows as tab-separated values under their columns' names, for a spreadsheet. Times are in UTC; characters that would not show are
 * escapes, and what a spreadsheet would take for a formula begins with an apostrophe.
 */
export const rowsTsv = (rows: ResultRows, columns: readonly ResultColumn[], chosen: Iterable<number>): string => {
  const head = columns.map((column) => cell(column.kind === 'time' ? `${column.name} [UTC]` : column.name, column));
  const lines = [head.join('\t')];
  for (const row of chosen) {
    lines.push(columns.map((column) => cell(cellText(rows[row]?.[column.index]), column)).join('\t'));
  }
  return lines.join('\n');
};
