import { kqlPipe, kqlString } from '#core/fim/kql-text';
import { printName } from '#core/kql/print-expression';

/** How a query is read page by page. Conditions and an order can be piped to `kql`. */
export type PagingPlan = {
  /** The stored table its rows come from. */
  readonly table: string;
  /** The query without its order, held still: `now()` is a literal, and only rows received up to the snapshot count. */
  readonly kql: string;
  /** Its column that is the row's `TimeGenerated`. */
  readonly time: string;
  /** Its column that is the row's `RowId_CF`; undefined for a table without row ids. */
  readonly rowId: string | undefined;
  /** Columns that are there for paging alone, and not exported. */
  readonly added: readonly string[];
  readonly descending: boolean;
  /** How many columns its rows have. */
  readonly width: number;
};

type PageOptions = {
  readonly rows: number;
  /** Rows from this moment on, in the direction of the paging (wire datetime). */
  readonly from?: string;
  /** Rows of exactly this moment, those after the row id `after` (in descending order). */
  readonly at?: string;
  readonly after?: string;
};

/** KQL of one page. */
export const pageKql = (
  { kql, time, rowId, descending }: PagingPlan,
  { rows, from, at, after }: PageOptions,
): string => {
  const key = printName(time);
  const id = rowId === undefined ? undefined : printName(rowId);
  const steps = [
    from === undefined ? undefined : `where ${key} ${descending ? '<=' : '>='} datetime(${from})`,
    at === undefined ? undefined : `where ${key} == datetime(${at})`,
    // Kusto compares no texts with `<`.
    after === undefined || id === undefined ? undefined : `where strcmp(${id}, ${kqlString(after)}) < 0`,
    `order by ${key} ${descending ? 'desc' : 'asc'}${id === undefined ? '' : `, ${id} desc`}`,
    `take ${rows}`,
  ];
  return kqlPipe(kql, ...steps);
};
