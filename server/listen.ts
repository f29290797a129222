import type { Server } from 'node:http';

/** A reason not to start that a person can do something about. */
export class StartError extends Error {}

const finishLimit = 10_000;

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

/** No new connections; running requests finish, within ten seconds; idle connections are dropped. */
export const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      clearTimeout(limit);
      clearInterval(idle);
      resolve();
    });
    server.closeIdleConnections();
    const idle = setInterval(() => server.closeIdleConnections(), 100);
    const limit = setTimeout(() => server.closeAllConnections(), finishLimit);
  });
