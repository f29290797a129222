import type { RequestContext } from '#core/contract/context';
import { createDispatcher } from '#core/contract/dispatch';
import { endpoints } from '#core/contract/endpoints';
import { defaultRetentionDays } from '#core/fim/limits';
import { createDirectory } from './directory';
import { createHandlers } from './handlers';
import type { Store } from './store';

export type EngineSettings = {
  readonly store: Store;
  /** Told of every error behind a 500, with the correlation id its reply carries. */
  readonly onError?: (error: unknown, correlationId: string) => void;
};

const microsPerDay = 24 * 60 * 60 * 1_000_000;

/** Strictly rising, so that a page's snapshot `ingestion_time() <= T` never gains rows. */
const createArrival = () => {
  let last = 0;
  return (now: number) => {
    last = Math.max(now * 1000, last + 1);
    return last;
  };
};

/** The workspace engine: answers the calls of the contract over a store. */
export const createEngine = ({ store, onError }: EngineSettings) => {
  const directory = createDirectory(store.documents);
  const fetch = (request: Request, context: RequestContext): Promise<Response> => dispatch(request, context);
  const dispatch = createDispatcher({
    endpoints,
    handlers: createHandlers({ store, directory, arrival: createArrival() }, fetch),
    onError,
  });

  /** Deletes what is older than each workspace's retention at `now` (ms); returns how many rows. */
  const retain = async (now: number): Promise<number> => {
    let deleted = 0;
    for (const { customerId, retentionInDays } of await directory.readWorkspaces()) {
      deleted += await store.retain(customerId, now * 1000 - (retentionInDays ?? defaultRetentionDays) * microsPerDay);
    }
    return deleted;
  };

  return { fetch, retain };
};

export type Engine = ReturnType<typeof createEngine>;
