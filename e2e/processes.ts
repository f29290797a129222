import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** A TCP port nothing listens on at the moment. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });

export type RunningServer = {
  readonly origin: string;
  readonly output: () => string;
  /** Asks it to stop and resolves with its exit code. */
  readonly stop: () => Promise<number | null>;
};

const exited = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else child.on('exit', (code) => resolve(code));
  });

/**
 * Starts the built self-hosted server and resolves once it has printed its link.
 * @throws Error with the server's output when it ends, or says nothing for 30 s
 */
export const startServer = async (env: Readonly<Record<string, string>>): Promise<RunningServer> => {
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    cwd: projectRoot,
    env: { ...process.env, FIM_LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const origin = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the server printed no link within 30 s:\n${text}`)), 30_000);
    const read = (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const link = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
      if (link === undefined) return;
      clearTimeout(timer);
      resolve(link);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
    child.on('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${String(code)}:\n${text}`));
    });
  });
  return {
    origin,
    output: () => text,
    stop: async () => {
      child.kill('SIGTERM');
      return exited(child);
    },
  };
};
