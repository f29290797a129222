import { EnvironmentError, parseEnvironment } from './env';
import { startServer } from './start';

/** `npm start`. Exit codes: 0 stopped, 1 could not start, 2 a variable has a value that cannot be used. */
async function main(): Promise<void> {
  const starting = startServer(parseEnvironment(process.env));
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    starting
      .then((server) => server.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const { url } = await starting;
  process.stdout.write(`FIM Console is at ${url}\n`);
}

main().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`FIM Console cannot start: ${reason}\n`);
  process.exit(error instanceof EnvironmentError ? 2 : 1);
});
