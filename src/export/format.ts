import type { ExportColumn, ExportFacts, ExportRow } from './export-source';

/** How an export ended. `missing`: which rows it lacks and why, in words; undefined where it has all. */
export type Ending = { readonly count: number; readonly missing?: string };

/** A text format: what begins the file, each page of rows, and what ends it. */
export type Format = (
  columns: readonly ExportColumn[],
  facts: ExportFacts,
) => {
  readonly head: () => string;
  readonly rows: (rows: readonly ExportRow[]) => string;
  readonly tail: (ending: Ending) => string;
};
