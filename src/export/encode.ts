import { csvFormat } from './csv';
import { excelBytes } from './excel';
import type { ExportColumn, ExportFacts, ExportRow, FileKind } from './export-source';
import type { Ending } from './format';
import { jsonFormat } from './json';

export type Encoding = {
  readonly kind: FileKind;
  readonly columns: readonly ExportColumn[];
  readonly facts: ExportFacts;
  readonly pages: AsyncIterable<readonly ExportRow[]>;
  /** Asked for after the last page. */
  readonly ending: () => Ending;
  /** Told once how many texts were too long for a cell of the format. */
  readonly onCut: (texts: number) => void;
};

const utf8 = new TextEncoder();

async function* textBytes({ kind, columns, facts, pages, ending }: Encoding): AsyncGenerator<Uint8Array> {
  const format = (kind === 'csv' ? csvFormat : jsonFormat)(columns, facts);
  yield utf8.encode(format.head());
  for await (const rows of pages) yield utf8.encode(format.rows(rows));
  yield utf8.encode(format.tail(ending()));
}

/** The file's bytes, as its pages of rows come. */
export async function* encode(encoding: Encoding): AsyncGenerator<Uint8Array> {
  if (encoding.kind !== 'excel') {
    yield* textBytes(encoding);
    return;
  }
  const reader = excelBytes(encoding.columns, encoding.pages, encoding.ending, encoding.onCut).getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) if (value) yield value;
}
