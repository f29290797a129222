import type { Json } from '#core/kql/vector';
import { keyReader } from './compare-values';
import type { ResultColumn, ResultRows } from './result-table';

/** Rows of one value, as numbers of rows in the order of the list. */
export type RowGroup = { readonly value: Json; readonly rows: Int32Array };

/** Most groups a list shows; the others are there when filtered for. */
export const mostGroups = 10_000;

/**
 * Rows of a list by their value in a column: the largest group first, or in the order they come in (`sorted`), when that is by this
 * very column.
 */
export const groupRows = (
  order: Int32Array,
  rows: ResultRows,
  { index, kind }: ResultColumn,
  sorted: boolean,
): readonly RowGroup[] => {
  const read = keyReader(kind);
  const numbers = new Map<unknown, number>();
  const values: Json[] = [];
  const counts: number[] = [];
  const groupOf = new Int32Array(order.length);
  for (let at = 0; at < order.length; at++) {
    const value = rows[order[at] ?? 0]?.[index] ?? null;
    const key = read(value);
    let group = numbers.get(key);
    if (group === undefined) {
      group = values.length;
      numbers.set(key, group);
      values.push(value);
      counts.push(0);
    }
    groupOf[at] = group;
    counts[group] = (counts[group] ?? 0) + 1;
  }
  const members = counts.map((count) => new Int32Array(count));
  const filled = new Int32Array(counts.length);
  for (let at = 0; at < order.length; at++) {
    const group = groupOf[at] ?? 0;
    const list = members[group];
    const place = filled[group] ?? 0;
    if (list) list[place] = order[at] ?? 0;
    filled[group] = place + 1;
  }
  const groups = members.map((list, group) => ({ value: values[group] ?? null, rows: list }));
  return sorted ? groups : groups.sort((a, b) => b.rows.length - a.rows.length);
};

/** Lines of grouped rows: `~group` for a head, the row's number for a row of an open group. */
export const groupedLines = (groups: readonly RowGroup[], isOpen: (group: RowGroup) => boolean): Int32Array => {
  const shown = groups.slice(0, mostGroups);
  const total = shown.reduce((sum, group) => sum + 1 + (isOpen(group) ? group.rows.length : 0), 0);
  const lines = new Int32Array(total);
  let at = 0;
  for (const [number, group] of shown.entries()) {
    lines[at++] = ~number;
    if (!isOpen(group)) continue;
    lines.set(group.rows, at);
    at += group.rows.length;
  }
  return lines;
};

/** The opened details of a row, in lines of the list: below the row, `length` lines from `first`. */
export type DetailLines = { readonly row: number; readonly first: number; readonly length: number };

/**
 * A list of lines with room for details below some rows. `lineAt` gives the row's number or `~group`; a line of a row's details
 * counts as that row.
 */
export type LineList = {
  readonly total: number;
  readonly lineAt: (index: number) => number | undefined;
  readonly detailAt: (index: number) => DetailLines | undefined;
  /** Where a line stands in the list: -1 for one that is not in it. */
  readonly indexOf: (line: number) => number;
};

/** Puts room for details into a list. `heights`: lines that the details of a row take. */
export const withDetails = (lines: Int32Array, heights: ReadonlyMap<number, number>): LineList => {
  const details: DetailLines[] = [];
  let extra = 0;
  if (heights.size > 0) {
    for (let at = 0; at < lines.length; at++) {
      const row = lines[at] ?? -1;
      const length = row < 0 ? undefined : heights.get(row);
      if (length === undefined) continue;
      details.push({ row, first: at + 1 + extra, length });
      extra += length;
    }
  }
  /** The last details that begin at or above a line, and all lines of details above it. */
  const before = (index: number): { readonly detail: DetailLines | undefined; readonly skipped: number } => {
    let skipped = 0;
    let detail: DetailLines | undefined;
    for (const one of details) {
      if (one.first > index) break;
      skipped += one.length;
      detail = one;
    }
    return { detail, skipped };
  };
  const detailAt = (index: number) => {
    const { detail } = before(index);
    return detail && index < detail.first + detail.length ? detail : undefined;
  };
  return {
    total: lines.length + extra,
    lineAt: (index) => {
      const { detail, skipped } = before(index);
      return detail && index < detail.first + detail.length ? detail.row : lines[index - skipped];
    },
    detailAt,
    indexOf: (line) => {
      const at = lines.indexOf(line);
      if (at < 0) return -1;
      return details.reduce((index, { first, length }) => (first <= index ? index + length : index), at);
    },
  };
};
