import { filteredChanges, filteredHeartbeats } from '../../filters/filter-kql';
import type { ChangeFilter } from '../../filters/change-filter';
import { batchQuery } from '../../api/workspace-query';
import type { Workspace } from '../../api/workspaces';
import { bucketBounds, bucketOf, bucketStep, kqlBin } from '../../time-range/buckets';
import type { PageWindow } from '../../time-range/page-window';
import { resolvePreset } from '../../time-range/range';

/** Machines heard from in the last 30 days, whatever range the page shows. */
const serversKql = (filter: ChangeFilter) =>
  `${filteredHeartbeats(filter)}\n| distinct SourceComputerId\n| summarize Servers = count()`;

const changesColumns = {
  Bin: 'time',
  ConfigChangeType: 'string',
  ChangeCategory: 'string',
  Changes: 'number',
} as const;

/** The changes a total counts, by type and category: what "Open in Logs" beside the totals shows. */
export const totalsKql = (filter: ChangeFilter): string =>
  `${filteredChanges(filter)}\n| summarize Changes = count() by ConfigChangeType, ChangeCategory\n| order by Changes desc`;

/** Bounds of the chart's buckets for a window. */
export const chartBounds = (window: PageWindow): readonly number[] =>
  bucketBounds(window, bucketStep(window), window.zone);

const changesKql = (filter: ChangeFilter, window: PageWindow): string => {
  const bin = kqlBin(chartBounds(window), bucketStep(window));
  return `${filteredChanges(filter)}\n| summarize Changes = count() by Bin = ${bin}, ConfigChangeType, ChangeCategory`;
};

/**
 * Every number of the dashboard's summary, in one batch over one time range. Totals, bars and chart are sums of the same rows, so that
 * they cannot disagree.
 */
export const summaryQuery = (workspace: Workspace, filter: ChangeFilter, window: PageWindow) =>
  batchQuery(
    workspace.customerId,
    {
      changes: { kql: changesKql(filter, window), columns: changesColumns },
      servers: {
        kql: serversKql(filter),
        columns: { Servers: 'number' } as const,
        range: resolvePreset('P30D', window.asOf),
      },
    },
    window,
  );

/** Changes of one type and category in one bin of UTC time. */
export type BinRow = {
  readonly Bin: number | null;
  readonly ConfigChangeType: string;
  readonly ChangeCategory: string;
  readonly Changes: number | null;
};

/** Totals of the summary. */
export const totalsOf = (rows: readonly BinRow[]) => {
  const type: Record<string, number> = {};
  const category: Record<string, number> = {};
  let changes = 0;
  for (const { ConfigChangeType, ChangeCategory, Changes } of rows) {
    const count = Changes ?? 0;
    changes += count;
    type[ConfigChangeType] = (type[ConfigChangeType] ?? 0) + count;
    category[ChangeCategory] = (category[ChangeCategory] ?? 0) + count;
  }
  return { changes, type, category };
};

/** What the chart is stacked by. */
export type Stack = 'category' | 'type';

/** One bucket of the chart: changes in `[start, end)` by the values of a stack. */
export type Bucket = {
  readonly start: number;
  readonly end: number;
  readonly total: number;
  readonly counts: Readonly<Record<string, number>>;
};

/** Bins of UTC time put into buckets on the clock of the zone. */
export const bucketsOf = (rows: readonly BinRow[], bounds: readonly number[], stack: Stack): readonly Bucket[] => {
  const buckets = bounds.slice(0, -1).map((start, index) => {
    const counts: Record<string, number> = {};
    return { start, end: bounds[index + 1] ?? start, total: 0, counts };
  });
  for (const { Bin, ConfigChangeType, ChangeCategory, Changes } of rows) {
    const bucket = Bin === null ? undefined : buckets[bucketOf(bounds, Bin)];
    if (!bucket) continue;
    const value = stack === 'type' ? ConfigChangeType : ChangeCategory;
    bucket.counts[value] = (bucket.counts[value] ?? 0) + (Changes ?? 0);
    bucket.total += Changes ?? 0;
  }
  return buckets;
};
