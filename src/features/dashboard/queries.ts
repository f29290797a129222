import { countedChanges } from '../../api/live';
import { type KqlQuery, batchQuery } from '../../api/workspace-query';
import type { RowSpec } from '../../api/decode';
import type { Workspace } from '../../api/workspaces';
import { binWidth, bucketBounds, bucketOf, bucketStep, kqlWidth } from '../../time-range/buckets';
import type { PageWindow } from '../../time-range/page-window';
import { resolvePreset } from '../../time-range/range';
import { type ChangeCategory, isCategory } from '../../ui/change-words';

const byKind = {
  kql: `${countedChanges}\n| summarize Changes = count() by ConfigChangeType, ChangeCategory`,
  columns: { ConfigChangeType: 'string', ChangeCategory: 'string', Changes: 'number' },
} as const satisfies KqlQuery<RowSpec>;

/** Machines heard from in the last 30 days, whatever range the page shows. */
const serversKql = 'Heartbeat\n| distinct SourceComputerId\n| summarize Servers = count()';

const overTimeColumns = { Bin: 'time', ChangeCategory: 'string', Changes: 'number' } as const;

/** Bounds of the chart's buckets for a window. */
export const chartBounds = (window: PageWindow): readonly number[] =>
  bucketBounds(window, bucketStep[window.preset], window.zone);

const overTimeKql = (window: PageWindow): string => {
  const width = kqlWidth(binWidth(chartBounds(window), bucketStep[window.preset]));
  return `${countedChanges}\n| summarize Changes = count() by Bin = bin(TimeGenerated, ${width}), ChangeCategory`;
};

/** Every number of the dashboard's summary, in one batch over one time range. */
export const summaryQuery = (workspace: Workspace, window: PageWindow) =>
  batchQuery(
    workspace.customerId,
    {
      byKind,
      servers: {
        kql: serversKql,
        columns: { Servers: 'number' } as const,
        range: resolvePreset('P30D', window.end),
      },
      overTime: { kql: overTimeKql(window), columns: overTimeColumns },
    },
    window,
  );

type KindRow = { readonly ConfigChangeType: string; readonly ChangeCategory: string; readonly Changes: number | null };

/** Totals of the summary: all of it from one answer, so that the bars add up to the total. */
export const totalsOf = (rows: readonly KindRow[]) => {
  const types: Record<string, number> = {};
  const categories: Record<string, number> = {};
  let changes = 0;
  for (const { ConfigChangeType, ChangeCategory, Changes } of rows) {
    const count = Changes ?? 0;
    changes += count;
    types[ConfigChangeType] = (types[ConfigChangeType] ?? 0) + count;
    categories[ChangeCategory] = (categories[ChangeCategory] ?? 0) + count;
  }
  return { changes, types, categories };
};

/** One bucket of the chart: changes in `[start, end)` by category. */
export type Bucket = { readonly start: number; readonly end: number } & Readonly<Record<ChangeCategory, number>>;

type BinRow = { readonly Bin: number | null; readonly ChangeCategory: string; readonly Changes: number | null };

/** Bins of UTC time put into buckets on the clock of the zone. */
export const bucketsOf = (rows: readonly BinRow[], bounds: readonly number[]): readonly Bucket[] => {
  const buckets = bounds
    .slice(0, -1)
    .map((start, index) => ({ start, end: bounds[index + 1] ?? start, Added: 0, Modified: 0, Removed: 0 }));
  for (const { Bin, ChangeCategory, Changes } of rows) {
    const bucket = Bin === null ? undefined : buckets[bucketOf(bounds, Bin)];
    if (bucket && isCategory(ChangeCategory)) bucket[ChangeCategory] += Changes ?? 0;
  }
  return buckets;
};
