import type { Handlers, HandlerCall } from '#core/contract/dispatch';
import type { Endpoint } from '#core/contract/endpoint';
import type { queryEndpoints } from '#core/contract/query';
import { queryLimits } from '#core/fim/limits';
import { intersectIntervals, parseIsoInterval, type Interval } from '#core/time/iso-interval';
import type { WorkspaceEntry } from '../directory';
import type { EngineParts } from '../parts';
import { readPreferences } from '../prefer';
import { createPreparedQueries } from '../prepared-queries';
import { invalidQueryRequest, unknownWorkspace, unresolvedWorkspace } from '../query-errors';
import { runQuery } from '../run-query';

type Asked = {
  readonly workspaceId: string;
  readonly text: string;
  readonly timespans: readonly (string | null | undefined)[];
  readonly workspaces: readonly string[];
};

/** What lies in all the given time spans; undefined where none is given. `now` is in microseconds. */
const intervalOf = (timespans: Asked['timespans'], now: number): Interval | undefined => {
  let result: Interval | undefined;
  for (const timespan of timespans) {
    if (timespan === null || timespan === undefined || timespan.trim() === '') continue;
    const parsed = parseIsoInterval(timespan, now);
    if (!parsed.ok) throw invalidQueryRequest(parsed.message);
    result = result ? intersectIntervals(result, parsed.interval) : parsed.interval;
  }
  return result;
};

export const queryHandlers = ({ store, directory }: EngineParts): Pick<Handlers, keyof typeof queryEndpoints> => {
  const queries = createPreparedQueries(store.capabilities);

  const resolve = async ({ workspaceId, workspaces }: Asked): Promise<readonly WorkspaceEntry[]> => {
    const main = await directory.findWorkspace(workspaceId);
    if (!main) throw unknownWorkspace(workspaceId);
    if (workspaces.length >= queryLimits.workspaces) {
      throw invalidQueryRequest(`A query can read at most ${queryLimits.workspaces} workspaces.`);
    }
    const found = new Map([[main.customerId, main]]);
    for (const text of workspaces) {
      const entry = await directory.resolveWorkspace(text);
      if (!entry) throw unresolvedWorkspace(text);
      found.set(entry.customerId, entry);
    }
    return [...found.values()];
  };

  const answer = async (asked: Asked, { request, context }: Pick<HandlerCall<Endpoint>, 'request' | 'context'>) => {
    const workspaces = await resolve(asked);
    const encoded = await runQuery({
      store,
      queries,
      workspaces,
      text: asked.text,
      interval: intervalOf(asked.timespans, context.clock() * 1000),
      preferences: readPreferences(request.headers),
      clock: context.clock,
      signal: request.signal,
    });
    return { status: 200 as const, encoded };
  };

  return {
    query: (call) =>
      answer(
        {
          workspaceId: call.params.workspaceId,
          text: call.body.query,
          timespans: [call.query.timespan, call.body.timespan],
          workspaces: call.body.workspaces ?? [],
        },
        call,
      ),
    queryByUrl: (call) =>
      answer(
        {
          workspaceId: call.params.workspaceId,
          text: call.query.query,
          timespans: [call.query.timespan],
          workspaces: (call.query.workspaces ?? '')
            .split(',')
            .map((name) => name.trim())
            .filter((name) => name !== ''),
        },
        call,
      ),
  };
};
