import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..');

/**
 * Bundles a program as `npm run build` does, for tests that start it many times: from its sources a start costs twice as
 * much. Lies in node_modules, so that it finds its packages there; `remove` deletes it.
 */
export async function buildProgram(name: 'server' | 'agent') {
  const cache = join(root, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, `fim-${name}-`));
  await build({
    root,
    configFile: join(root, 'vite.node.config.ts'),
    mode: name,
    logLevel: 'error',
    build: { outDir: folder },
  });
  return { main: join(folder, 'main.js'), remove: () => rm(folder, { recursive: true }) };
}
