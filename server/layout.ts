import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the other programs are, seen from the bundle (`dist/server/main.js`) or from the sources (`server/*.ts`). */
export type Layout = {
  /** Folder of the built app. */
  readonly appFolder: string;
  /** Arguments that make Node run the agent. */
  readonly agentCommand: readonly string[];
};

const here = fileURLToPath(import.meta.url);

export const layout: Layout = here.endsWith('.ts')
  ? {
      appFolder: join(dirname(here), '..', 'dist', 'app'),
      agentCommand: ['--import', 'tsx', join(dirname(here), '..', 'agent', 'main.ts')],
    }
  : {
      appFolder: join(dirname(here), '..', 'app'),
      agentCommand: ['--enable-source-maps', join(dirname(here), '..', 'agent', 'main.js')],
    };

export const hasAgent = (): boolean => existsSync(layout.agentCommand.at(-1) ?? '');
