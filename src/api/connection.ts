/**
 * Whether the API answers, as the last requests tell: one place for the whole app, so that a server that is down or a sign-in that
 * ran out is said once and not by every table.
 */
export type Connection =
  | { readonly state: 'ok' }
  /** No answer at all since `since`, ms since 1970. */
  | { readonly state: 'offline'; readonly since: number }
  /** Answers 401 since `since`. */
  | { readonly state: 'signedOut'; readonly since: number };

let connection: Connection = { state: 'ok' };
const listeners = new Set<() => void>();

export const currentConnection = (): Connection => connection;
export const subscribeToConnection = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

const become = (state: Connection['state'], now: number) => {
  if (state === connection.state) return;
  connection = state === 'ok' ? { state } : { state, since: now };
  for (const listener of listeners) listener();
};

/** `fetch` that remembers how it went. A request somebody aborted says nothing about the server. */
export const watched =
  (send: (request: Request) => Promise<Response>, now: () => number) =>
  async (request: Request): Promise<Response> => {
    try {
      const response = await send(request);
      become(response.status === 401 ? 'signedOut' : 'ok', now());
      return response;
    } catch (error) {
      if (!request.signal.aborted) become('offline', now());
      throw error;
    }
  };
