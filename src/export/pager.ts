import { type PagingPlan, pageKql } from './page-kql';
import type { ExportColumn, ExportRow } from './export-source';

/** An answer of the query API; `partial`: rows are missing, and why. */
export type Answer = {
  readonly columns: readonly ExportColumn[];
  readonly rows: readonly ExportRow[];
  readonly partial?: string;
};

export type Ask = (kql: string, signal: AbortSignal) => Promise<Answer>;

/** Rows that come together. `partial`: the query has more, which cannot be had. */
export type Page = Answer;

/** Where the rows of an export come from: the next ones, or undefined after the last. After a rejection it may be asked again. */
export type Pages = (signal: AbortSignal) => Promise<Page | undefined>;

/** Cells of a page: about what a browser reads and writes without stopping for long. */
const pageCells = 400_000;
const rowLimits = { least: 1_000, most: 20_000 };
/** Most rows asked for at once where more than a page share one moment and nothing tells them apart. */
const mostAlike = 500_000;

/** Rows of a page of so many columns. */
export const pageRows = (columns: number): number =>
  Math.min(rowLimits.most, Math.max(rowLimits.least, Math.floor(pageCells / Math.max(1, columns))));

const indexOf = (answer: Answer, name: string | undefined): number =>
  answer.columns.findIndex((column) => column.name === name);

const textAt = (row: ExportRow | undefined, index: number): string => String(row?.[index] ?? '');

/** The page without the columns that are there for paging alone. */
const withoutKeys = ({ columns, rows }: Answer, added: readonly string[]): Page => {
  if (added.length === 0) return { columns, rows };
  const kept = columns.flatMap(({ name }, index) => (added.includes(name) ? [] : [index]));
  return {
    columns: columns.filter(({ name }) => !added.includes(name)),
    rows: rows.map((row) => kept.map((index) => row[index])),
  };
};

/**
 * Reads a query page by page: each row once, however many share one moment. A page ends where a moment does; only a moment with more
 * rows than a page is read by row ids. A reply that was cut off is asked for again with fewer rows. `rows`: of a page, to begin with.
 */
export const pagesOf = (ask: Ask, plan: PagingPlan, rows: number): Pages => {
  let size = rows;
  let from: string | undefined;
  let moment: { readonly at: string; readonly after?: string } | undefined;
  const state = { ended: false };

  /** The rows of a moment that fills more than a page, by row id. */
  const ofMoment = async (signal: AbortSignal): Promise<Page | undefined> => {
    if (!moment) return undefined;
    const answer = await ask(pageKql(plan, { rows: size, ...moment }), signal);
    if (answer.partial !== undefined) return fewer(answer.partial);
    if (answer.rows.length === size) {
      moment = { at: moment.at, after: textAt(answer.rows.at(-1), indexOf(answer, plan.rowId)) };
    } else {
      from = next(moment.at, plan.descending);
      moment = undefined;
    }
    return answer;
  };

  const fewer = (partial: string): undefined => {
    if (size === 1) throw new Error(`One row alone is too large for an answer: ${partial}`);
    size = Math.max(1, Math.floor(size / 2));
  };

  const inOrder = async (signal: AbortSignal): Promise<Page | undefined> => {
    const answer = await ask(pageKql(plan, { rows: size, from }), signal);
    if (answer.partial !== undefined) return fewer(answer.partial);
    if (answer.rows.length < size) {
      state.ended = true;
      return answer;
    }
    const at = indexOf(answer, plan.time);
    const last = textAt(answer.rows.at(-1), at);
    const whole = answer.rows.filter((row) => textAt(row, at) !== last);
    if (whole.length > 0) {
      from = last;
      return { columns: answer.columns, rows: whole };
    }
    if (plan.rowId !== undefined) moment = { at: last };
    else if (size < mostAlike) size = Math.min(mostAlike, size * 4);
    else throw new Error(`More than ${mostAlike.toLocaleString('en-US')} rows share the time ${last}.`);
    return undefined;
  };

  return async (signal) => {
    while (!state.ended) {
      const page = await (moment ? ofMoment(signal) : inOrder(signal));
      if (page) return withoutKeys(page, plan.added);
    }
    return undefined;
  };
};

/** The moment 100 ns before (descending) or after a wire datetime. */
const next = (time: string, descending: boolean): string => {
  const [, seconds = '', fraction = ''] = /^(.*:\d\d)(?:\.(\d{1,7}))?Z$/.exec(time) ?? [];
  const whole = Date.parse(`${seconds}Z`) / 1000;
  const ticks = BigInt(whole) * 10_000_000n + BigInt(fraction.padEnd(7, '0')) + (descending ? -1n : 1n);
  const rest = ((ticks % 10_000_000n) + 10_000_000n) % 10_000_000n;
  const start = new Date(Number((ticks - rest) / 10_000n)).toISOString().slice(0, 19);
  return `${start}.${String(rest).padStart(7, '0')}Z`;
};

/** A query that is asked once: its rows in pieces. `partial` of the last piece says that the query's limit cut it off. */
export const answerOf = (ask: Ask, kql: string): Pages => {
  let answer: Answer | undefined;
  let done = 0;
  let size = 0;
  return async (signal) => {
    answer ??= await ask(kql, signal);
    size ||= pageRows(answer.columns.length);
    if (done > 0 && done >= answer.rows.length) return undefined;
    const rows = answer.rows.slice(done, done + size);
    done += Math.max(1, rows.length);
    const isLast = done >= answer.rows.length;
    return {
      columns: answer.columns,
      rows,
      ...(isLast && answer.partial !== undefined && { partial: answer.partial }),
    };
  };
};
