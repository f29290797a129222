import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const fileName = 'mockServiceWorker.js';
const startWorker = fileURLToPath(new URL('./start-worker.ts', import.meta.url));
const source = fileURLToPath(new URL(`./public/${fileName}`, import.meta.url));

/**
 * Starts the demo's worker before the app: it is a script of its own in the built page, which waits for nothing else. Serves MSW's service worker script beside the app in the dev server and copies it into the demo build. It lies in
 * mocks/, not in public/, and the live build has this plugin off (`enabled`), so that it cannot ship there.
 */
export function mockServiceWorker({ enabled }: { readonly enabled: boolean }): Plugin {
  let base = '/';
  let isBuild = false;
  return {
    name: 'fim:mock',
    configResolved(config) {
      base = config.base;
      isBuild = config.command === 'build';
    },
    buildStart() {
      if (enabled && isBuild) this.emitFile({ type: 'chunk', id: startWorker, name: 'demo-worker' });
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => {
        const chunk = Object.values(bundle ?? {}).find(
          (output) => output.type === 'chunk' && output.moduleIds.includes(startWorker),
        );
        if (chunk === undefined) return [];
        const attrs = { type: 'module', async: true, crossorigin: true, src: base + chunk.fileName };
        return [{ tag: 'script', attrs, injectTo: 'head-prepend' }];
      },
    },
    configureServer(server) {
      if (!enabled) return;
      const path = `${server.config.base.replace(/\/$/, '')}/${fileName}`;
      server.middlewares.use(path, (_request, response) => {
        const serve = async () => {
          const script = await readFile(source);
          response.setHeader('Content-Type', 'text/javascript');
          response.setHeader('Cache-Control', 'no-cache');
          response.end(script);
        };
        void serve();
      });
    },
    async generateBundle() {
      if (!enabled) return;
      this.emitFile({ type: 'asset', fileName, source: await readFile(source) });
    },
  };
}
