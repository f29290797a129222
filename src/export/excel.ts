import { writeXlsxStream } from 'hucre/xlsx';
import { excelRows } from './excel-limits';
import type { ExportColumn, ExportRow } from './export-source';
import type { Ending } from './format';
import { cellText, headOf, neutral } from './neutral';

/** Characters a cell holds (Excel's own limit). */
const cellLength = 32_767;

/** Excel keeps 15 digits of a number; what has more stays text. */
const digits = 15;
const timeFormat = 'yyyy-mm-dd hh:mm:ss.000';

/** What a text would become if Excel read it as an escape of OOXML (`_x0041_` is "A"), and characters that XML has no place for. */
const escapeLike = /_(?=x[0-9A-Fa-f]{4}_)/g;
const noXml = /[\ufffe\uffff]/g;

/** A text as the file holds it: Excel shows what was there. The library escapes controls. */
const fileText = (text: string): string =>
  text.replace(escapeLike, '_x005F_').replace(noXml, (found) => `_x${found.charCodeAt(0).toString(16).toUpperCase()}_`);

/** Days since 1899-12-30 of a wire datetime, microseconds as fractions; undefined before March 1900, which Excel counts wrong. */
const serial = (wire: string): number | undefined => {
  const [, seconds = '', fraction = '0'] = /^(.*:\d\d)(?:\.(\d{1,7}))?Z$/.exec(wire) ?? [];
  const days = (Date.parse(`${seconds}Z`) / 1000 + Number(`0.${fraction}`)) / 86_400 + 25_569;
  return days > 60 ? days : undefined;
};

const significant = (text: string): number => text.replace(/^-?0*\.?0*|[eE].*$|\./g, '').length;

type Cell = string | number | boolean | null;

/** Cells of one column. `onCut` is told of each text longer than a cell. */
const cellOf = (value: unknown, type: string, onCut: () => void): Cell => {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value;
  if (type === 'datetime' && typeof value === 'string') return serial(value) ?? cellText(value, type);
  const isFigure = type === 'int' || type === 'long' || type === 'real' || type === 'decimal';
  if (isFigure) {
    const text = String(value);
    const figure = Number(text);
    // A real has no more digits than Excel shows to lose: both are the same 64 bits.
    return Number.isFinite(figure) && (type === 'real' || significant(text) <= digits) ? figure : text;
  }
  const text = neutral(cellText(value, type), type);
  if (text.length <= cellLength) return fileText(text);
  onCut();
  return fileText(text.slice(0, cellLength));
};

const widths: Readonly<Record<string, number>> = { datetime: 24, string: 24, dynamic: 24, guid: 38 };

/**
 * A workbook of one sheet, as bytes while rows come. Times are Excel's own, shown to the millisecond; figures of more than 15 digits
 * and texts are text. `onCut` is told how many texts were longer than a cell, before the last bytes.
 */
export const excelBytes = (
  columns: readonly ExportColumn[],
  pages: AsyncIterable<readonly ExportRow[]>,
  ending: () => Ending,
  onCut: (texts: number) => void,
): ReadableStream<Uint8Array> => {
  let cut = 0;
  const count = () => void cut++;
  const rows = async function* () {
    for await (const page of pages)
      for (const row of page) yield columns.map(({ type }, index) => cellOf(row[index], type, count));
    if (cut > 0) onCut(cut);
    const { missing } = ending();
    if (missing !== undefined) yield [missing];
  };
  return writeXlsxStream(rows(), {
    name: 'Export',
    columns: columns.map((column) => ({
      header: fileText(headOf(column)),
      width: widths[column.type] ?? 14,
      ...(column.type === 'datetime' && { numFmt: timeFormat }),
    })),
    freezePane: { rows: 1 },
    maxRowsPerSheet: excelRows + 2,
  });
};
