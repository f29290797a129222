import { once } from 'node:events';
import { spawn, type ChildProcess } from 'node:child_process';
import type { Logger } from 'pino';

export type AgentSettings = {
  /** Arguments for Node. */
  readonly command: readonly string[];
  readonly server: string;
  /** ARM id. */
  readonly workspace: string;
  /** Folder of the agent's baseline and spool. */
  readonly stateFolder: string;
  /** Bearer token it calls the server with. */
  readonly token: string;
  readonly log: Logger;
};

export type AgentProcess = {
  /** Asks the agent to end and waits for it; kills it after two seconds, which loses nothing. */
  readonly stop: () => Promise<void>;
};

const firstDelay = 1_000;
const longestDelay = 60_000;
/** An agent that ran this long had started well: the next failure waits the first delay again. */
const settledAfter = 60_000;
const stopLimit = 2_000;

/**
 * Runs the agent as a child process and starts it again when it dies, waiting twice as long each time. The child has a
 * channel to this process and ends when that closes, so that a killed server leaves no agent behind.
 */
export function startAgent({ command, server, workspace, stateFolder, token, log }: AgentSettings): AgentProcess {
  let child: ChildProcess | undefined;
  let delay = firstDelay;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;

  const start = (): void => {
    const startedAt = performance.now();
    const started = spawn(process.execPath, [...command], {
      env: {
        ...process.env,
        FIM_AGENT_SERVER: server,
        FIM_AGENT_WORKSPACE: workspace,
        FIM_AGENT_STATE: stateFolder,
        FIM_AGENT_TOKEN: token,
        FIM_LOG_LEVEL: log.level,
      },
      // Its log goes where ours goes; our standard output is for people.
      stdio: ['ignore', process.stderr, process.stderr, 'ipc'],
    });
    child = started;
    log.info({ pid: started.pid }, 'agent started');
    started.on('error', (error) => log.error({ err: error }, 'agent could not be started'));
    started.once('close', (code, signal) => {
      child = undefined;
      if (stopping) return;
      if (performance.now() - startedAt > settledAfter) delay = firstDelay;
      log.error({ code, signal, restartInMs: delay }, 'agent ended unexpectedly');
      timer = setTimeout(start, delay);
      delay = Math.min(delay * 2, longestDelay);
    });
  };
  start();

  return {
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      const running = child;
      if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
      // Not `close`: that never comes where this end of the channel was closed first.
      const ended = once(running, 'exit');
      running.kill('SIGTERM');
      const kill = setTimeout(() => running.kill('SIGKILL'), stopLimit);
      await ended;
      clearTimeout(kill);
    },
  };
}
