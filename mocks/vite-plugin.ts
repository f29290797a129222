import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const fileName = 'mockServiceWorker.js';
const source = fileURLToPath(new URL(`./public/${fileName}`, import.meta.url));

/**
 * Serves MSW's service worker script beside the app in the dev server and copies it into the demo build. It lies in
 * mocks/, not in public/, and the live build has this plugin off (`enabled`), so that it cannot ship there.
 */
export function mockServiceWorker({ enabled }: { readonly enabled: boolean }): Plugin {
  return {
    name: 'fim:mock-service-worker',
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
