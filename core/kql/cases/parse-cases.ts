import { z } from 'zod/mini';
import { columnTypeOf } from '../literals';
import type { ColumnSchema } from '../schema';
import type { Json } from '../vector';

/**
 * A case file is text: blocks that start with `// case: title`, then options (`// ordered`: row order counts), the query,
 * and what it gives. `//=> Name:type, ...` is followed by one row a line, each the inside of a JSON array (datetimes and
 * timespans as text, dynamic values as JSON); rows end at an empty line. `//! SEM0100 words` instead says that the query
 * is refused with this code and a message containing the words.
 */
export type KqlCase = {
  readonly file: string;
  readonly title: string;
  readonly ordered: boolean;
  readonly query: string;
  readonly expected:
    | { readonly kind: 'rows'; readonly columns: readonly ColumnSchema[]; readonly rows: readonly (readonly Json[])[] }
    | { readonly kind: 'refused'; readonly code: string; readonly words: string };
};

const jsonRow = z.array(z.json());

const parseColumn = (text: string, where: string): ColumnSchema => {
  const colon = text.lastIndexOf(':');
  const type = columnTypeOf(text.slice(colon + 1).trim());
  if (colon < 0 || type === undefined) throw new Error(`${where}: '${text}' is not Name:type`);
  return { name: text.slice(0, colon).trim(), type };
};

const parseBlock = (block: string, file: string): KqlCase => {
  const [title = '', ...lines] = block.split('\n');
  const where = `${file}: ${title.trim()}`;
  const at = lines.findIndex((line) => line.startsWith('//=>') || line.startsWith('//!'));
  const marker = lines[at];
  if (marker === undefined) throw new Error(`${where}: no //=> or //! line`);
  const options = lines.filter((line, index) => index < at && line === '// ordered');
  const query = lines
    .slice(0, at)
    .filter((line) => line !== '// ordered')
    .join('\n')
    .trim();
  const common = { file, title: title.trim(), ordered: options.length > 0, query };
  if (marker.startsWith('//!')) {
    const [code = '', ...words] = marker.slice(3).trim().split(' ');
    return { ...common, expected: { kind: 'refused', code, words: words.join(' ') } };
  }
  const columns = marker
    .slice(4)
    .split(',')
    .map((text) => parseColumn(text, where));
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => line.trim() === '');
  const rows = rest.slice(0, end < 0 ? rest.length : end).map((line): Json[] => {
    const row = jsonRow.parse(JSON.parse(`[${line}]`));
    if (row.length !== columns.length) throw new Error(`${where}: a row has ${row.length} cells: ${line}`);
    return row;
  });
  return { ...common, expected: { kind: 'rows', columns, rows } };
};

/** Cases of one file. Throws where the file does not follow the form. */
export const parseCases = (file: string, text: string): readonly KqlCase[] =>
  `\n${text.replaceAll('\r\n', '\n')}`
    .split('\n// case:')
    .slice(1)
    .map((block) => parseBlock(block, file));
