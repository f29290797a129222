import { withParts } from '#core/kql/lazy-part';
import { encode } from './encode';
import type { ExportColumn, ExportFacts, ExportRow, FileKind } from './export-source';
import type { Ending } from './format';
import type { PagingPlan } from './page-kql';
import { type PagingOptions, planPaging } from './paging-plan';

export type FileStart = {
  readonly kind: FileKind;
  readonly columns: readonly ExportColumn[];
  readonly facts: ExportFacts;
};
/** The next rows of a file, or how it ends. */
export type Piece = { readonly rows: readonly ExportRow[] } | { readonly ending: Ending };

/** How a query is read page by page; undefined for one that cannot be. */
export const planned = (kql: string, options: PagingOptions): Promise<PagingPlan | undefined> =>
  withParts(async () => planPaging(kql, options));

/**
 * Turns rows into a file's bytes. Asks for pieces until the ending, and for the next ones only once the bytes of the last are stored.
 * Resolves to how many texts were too long for a cell.
 */
export const writeFile = async (
  start: FileStart,
  next: () => Promise<Piece>,
  onBytes: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>,
): Promise<number> => {
  let ending: Ending = { count: 0 };
  let cut = 0;
  const pages = async function* () {
    for (let piece = await next(); ; piece = await next()) {
      if ('ending' in piece) {
        ({ ending } = piece);
        return;
      }
      yield piece.rows;
    }
  };
  const bytes = encode({
    ...start,
    pages: pages(),
    ending: () => ending,
    onCut: (texts) => {
      cut = texts;
    },
  });
  // Memory of its own: what the encoder gives it may write to again.
  for await (const chunk of bytes) await onBytes(new Uint8Array(chunk));
  return cut;
};
