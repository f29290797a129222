/**
 * Whether the API answers, as the last requests tell: one place for the whole app, so that a server that is down or a sign-in that
 * ran out is said once and not by every table.
 */
export type Connection =
  | { readonly state: 'ok' }
  /** No answer at all since `since`, ms since 1970. */
  | { readonly state: 'offline'; readonly since: number }
  /** Asked for fewer requests (429): they wait until `until`, ms since 1970. */
  | { readonly state: 'throttled'; readonly since: number; readonly until: number }
  /** Answers 401 since `since`. */
  | { readonly state: 'signedOut'; readonly since: number };

let connection: Connection = { state: 'ok' };
const listeners = new Set<() => void>();

export const currentConnection = (): Connection => connection;
export const subscribeToConnection = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

const isSame = (next: Connection) =>
  next.state === connection.state &&
  (next.state !== 'throttled' || connection.state !== 'throttled' || next.until === connection.until);

const become = (next: Connection) => {
  if (isSame(next)) return;
  connection = next;
  for (const listener of listeners) listener();
};

/** How long a service that does not say so wants to be left alone, seconds. */
const usualPause = 5;

const stateAfter = (response: Response, now: number): Connection => {
  if (response.status === 401)
    return connection.state === 'signedOut' ? connection : { state: 'signedOut', since: now };
  if (response.status === 429) {
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return { state: 'throttled', since: now, until: now + (Number.isFinite(seconds) ? seconds : usualPause) * 1000 };
  }
  // Another request that got through does not end the pause.
  return connection.state === 'throttled' && now < connection.until ? connection : { state: 'ok' };
};

/** `fetch` that remembers how it went. A request somebody aborted says nothing about the server. */
export const watched =
  (send: (request: Request) => Promise<Response>, now: () => number) =>
  async (request: Request): Promise<Response> => {
    try {
      const response = await send(request);
      become(stateAfter(response, now()));
      return response;
    } catch (error) {
      if (!request.signal.aborted)
        become(connection.state === 'offline' ? connection : { state: 'offline', since: now() });
      throw error;
    }
  };
