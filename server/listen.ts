import type { Server } from 'node:http';

/** A reason not to start that a person can do something about. */
export class StartError extends Error {}

/** Milliseconds. An upload takes less, and who asks again after a query loses nothing. */
const finishLimit = 1_500;

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** Listens and resolves to the port, which differs from the wanted one where that is 0. Throws `StartError`. */
export const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        codeOf(error) === 'EADDRINUSE'
          ? new StartError(`Port ${port} of ${host} is in use. Stop what uses it, or choose another with FIM_PORT.`)
          : new StartError(`Cannot listen on ${host}, port ${port}: ${messageOf(error)}`, { cause: error }),
      ),
    );
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

/**
 * Returns a function that ends the server: no new connections, running requests finish within the limit (ms), everything
 * else is dropped. That includes connections without any request so far, which browsers open ahead of need and Node does
 * not count as idle.
 */
export function trackRequests(server: Server): (limit?: number) => Promise<void> {
  let running = 0;
  let closing = false;
  const dropUnused = (): void => {
    if (closing && running === 0) server.closeAllConnections();
  };
  server.on('request', (_, response) => {
    running++;
    response.once('close', () => {
      running--;
      // The last bytes leave first.
      setImmediate(dropUnused);
    });
  });
  return (limit = finishLimit) =>
    new Promise((resolve) => {
      closing = true;
      const timer = setTimeout(() => server.closeAllConnections(), limit);
      server.close(() => {
        clearTimeout(timer);
        resolve();
      });
      dropUnused();
    });
}
