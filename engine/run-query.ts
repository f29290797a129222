import { DataError } from '#core/kql/data-error';
import { diagnosticCodes } from '#core/kql/diagnostic';
import type { Diagnostic } from '#core/kql/diagnostic';
import { execute } from '#core/kql/execute/execute';
import { withParts } from '#core/kql/lazy-part';
import type { BoundQuery, Plan, Render } from '#core/kql/plan';
import type { Batch, Json } from '#core/kql/vector';
import type { Clock } from '#core/contract/context';
import type { Interval } from '#core/time/iso-interval';
import type { WorkspaceEntry } from './directory';
import type { Preferences } from './prefer';
import type { PreparedQueries, PreparedQuery } from './prepared-queries';
import {
  invalidQuery,
  invalidQueryRequest,
  invalidValues,
  partialError,
  queryTimedOut,
  type Cut,
} from './query-errors';
import { encodeRows, replyLimits, type ReplyLimits } from './reply-rows';
import { savedFunctionsOf } from './saved-functions';
import type { Store } from './store';
import { tablesOf } from './table-schemas';

export type QueryRun = {
  readonly store: Store;
  readonly queries: PreparedQueries;
  readonly workspaces: readonly WorkspaceEntry[];
  readonly text: string;
  readonly interval: Interval | undefined;
  readonly preferences: Preferences;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly limits?: ReplyLimits;
};

const prepare = async (
  { store, queries, workspaces, text, interval, clock }: QueryRun,
  ids: readonly string[],
  rows: (plan: Plan) => AsyncIterable<Batch>,
): Promise<PreparedQuery> => {
  if (text.trim() === '') throw invalidQueryRequest('The query is empty.');
  const tables = await tablesOf(store, workspaces.length === 1 ? ids.slice(0, 1) : ids);
  const options = { tables, timespan: interval, now: clock() * 1000 };
  const prepared = await queries.prepare(text, options, rows);
  if (prepared.ok) return prepared;
  // Only a name that means nothing else is looked for among the workspace's functions: most queries call none.
  const [home] = workspaces;
  if (home !== undefined && prepared.diagnostics.some(({ code }) => unknownNames.has(code))) {
    const functions = await savedFunctionsOf(store, home);
    if (functions.some(({ name }) => text.includes(name))) {
      const again = await queries.prepare(text, { ...options, functions }, rows);
      if (again.ok) return again;
      throw refused(again.diagnostics);
    }
  }
  throw refused(prepared.diagnostics);
};

const unknownNames: ReadonlySet<string> = new Set([diagnosticCodes.unresolvedName, diagnosticCodes.unknownFunction]);

const refused = ([first]: readonly Diagnostic[]) =>
  first ? invalidQuery(first) : invalidQueryRequest('The query cannot be understood.');

/**
 * Runs a query over the rows of all its workspaces and returns the reply as JSON text: compile, push down what the store
 * can do, execute the rest. A result over the limits is cut and says so (`PartialError`). Throws 400 for a bad query and
 * 504 for one that had no row when its time was up.
 */
export const runQuery = (run: QueryRun): Promise<string> =>
  withParts(() => answer(run)).catch((error: unknown) => {
    throw error instanceof DataError ? invalidValues(error.message) : error;
  });

const answer = async (run: QueryRun): Promise<string> => {
  const { store, preferences, clock, signal, limits = replyLimits } = run;
  const ids = run.workspaces.map(({ customerId }) => customerId);
  const began = clock();
  const now = clock() * 1000;
  // The limit is on the machine's time, not on the clock of a demo that stands still or lies in the past.
  const deadline = Date.now() + preferences.waitSeconds * 1000;
  const options = { now, signal, deadline };
  const rows = (plan: Plan) => execute(plan, { ...options, scan: (prefix) => store.scan(ids, prefix, options) });
  const { query, plan } = await prepare(run, ids, rows);
  const batches = rows(plan);

  const timer = untilDeadline(batches, deadline);
  const { text, count, cut = timer.cut(preferences.waitSeconds) } = await encodeRows(timer.batches, limits);
  if (cut?.by === 'time' && count === 0) throw queryTimedOut(preferences.waitSeconds);
  const seconds = Math.max(0, clock() - began) / 1000;
  return encodeReply(query, text, {
    render: preferences.render ? renderBlock(query.render) : undefined,
    statistics: preferences.statistics ? statisticsBlock(count, text.length, seconds) : undefined,
    error: cut && partialError(cut),
  });
};

/** Batches up to the deadline: after it, or when the executor gives up because of it, they end and `cut` says so. */
const untilDeadline = (batches: AsyncIterable<Batch>, deadline: number) => {
  let late = false;
  const limited = async function* (): AsyncGenerator<Batch> {
    try {
      for await (const batch of batches) {
        if (Date.now() > deadline) {
          late = true;
          return;
        }
        yield batch;
      }
    } catch (error) {
      if (Date.now() <= deadline) throw error;
      late = true;
    }
  };
  return {
    batches: limited(),
    cut: (seconds: number): Cut | undefined => (late ? { by: 'time', limit: seconds } : undefined),
  };
};

const encodeReply = (
  { plan }: BoundQuery,
  rows: string,
  extras: { render?: Json; statistics?: Json; error?: ReturnType<typeof partialError> },
): string => {
  const columns = JSON.stringify(plan.columns.map(({ name, type }) => ({ name, type })));
  const tables = `"tables":[{"name":"PrimaryResult","columns":${columns},"rows":[${rows}]}]`;
  const rest = JSON.stringify(extras).slice(1);
  return rest === '}' ? `{${tables}}` : `{${tables},${rest}`;
};

/**
 * What `render` asks for, as Azure Monitor words it (its Prefer options, and the properties its SDKs document): lists of columns are
 * arrays, and limits of an axis that are not set are "NaN".
 */
const renderBlock = (render: Render | undefined): Json => {
  const given = (name: string) => render?.properties[name] ?? null;
  const names = (name: string) => given(name)?.split(',') ?? null;
  return {
    visualization: render?.visualization ?? null,
    title: given('title'),
    accumulate: given('accumulate') === 'true',
    isQuerySorted: false,
    kind: given('kind'),
    annotation: '',
    by: null,
    legend: given('legend'),
    series: names('series'),
    xAxis: given('xaxis'),
    xColumn: given('xcolumn'),
    xTitle: given('xtitle'),
    yAxis: given('yaxis'),
    yColumns: names('ycolumns'),
    ySplit: given('ysplit'),
    yTitle: given('ytitle'),
    yMin: given('ymin') ?? 'NaN',
    yMax: given('ymax') ?? 'NaN',
    anomalyColumns: names('anomalycolumns'),
  };
};

const statisticsBlock = (rows: number, size: number, seconds: number): Json => ({
  query: {
    executionTime: seconds,
    resourceUsage: { cache: {}, cpu: {}, memory: {}, network: {} },
    inputDatasetStatistics: {},
    datasetStatistics: [{ table_row_count: rows, table_size: size }],
  },
});
