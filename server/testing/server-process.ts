import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

const fromSources = ['--import', 'tsx', join(import.meta.dirname, '..', 'main.ts')];

/**
 * The server as a process of its own, without an agent and on a free port unless `variables` say otherwise.
 * @param command arguments for Node
 */
export function spawnServer(variables: Readonly<Record<string, string>>, command: readonly string[] = fromSources) {
  const child = spawn(process.execPath, command, {
    env: { ...process.env, FIM_PORT: '0', FIM_AGENT: '0', FIM_LOG_LEVEL: 'error', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const closed: Promise<unknown[]> = once(child, 'close');
  return {
    child,
    /** Base URL without a slash at its end, as the line for people says it. Rejects when the server ends before. */
    url: async (): Promise<string> => {
      for await (const line of createInterface({ input: child.stdout })) {
        const [url] = /http:\/\/\S+(?=\/$)/.exec(line) ?? [];
        if (url !== undefined) return url;
      }
      throw new Error(`The server did not start: ${errors}`);
    },
    /** Exit code (null: killed) and everything written to standard error. */
    ended: async (): Promise<{ code: unknown; errors: string }> => {
      const [code] = await closed;
      return { code, errors };
    },
  };
}
