/** What is exported: the rows of a query over one workspace. */
export type ExportSource = {
  readonly customerId: string;
  /** The whole query whose rows are exported. */
  readonly kql: string;
  /** ISO 8601; left out where the query sets its own time. */
  readonly timespan?: string;
  /** The same range as a duration back from now (`P7D`), where it is one: for queries that are run again later. */
  readonly relativeTimespan?: string;
  /** Without extension. */
  readonly fileName: string;
  /** Columns of the query's result the reader has on screen, in their order. */
  readonly displayedColumns: readonly string[];
  /** A query whose columns are the displayed ones, where a column on screen is made of several of the result's. */
  readonly displayedKql?: string;
};

export type ExportFormat = 'csv' | 'csvDisplayed' | 'json' | 'excel';

/** `type`: Kusto's name. */
export type ExportColumn = { readonly name: string; readonly type: string };

/** A row as the query API sends it: longs past 2^53 as strings, dynamic as JSON text. */
export type ExportRow = readonly unknown[];

/** What a file says about itself, where its format can. `exportedAt`: ISO 8601. */
export type ExportFacts = { readonly kql: string; readonly timespan?: string; readonly exportedAt: string };

/** What becomes of an export's rows in a file. */
export type FileKind = 'csv' | 'json' | 'excel';

export const fileKindOf = (format: ExportFormat): FileKind => (format === 'csvDisplayed' ? 'csv' : format);
