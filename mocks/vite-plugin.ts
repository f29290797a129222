import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Plugin, runnerImport } from 'vite';
import { earlyWorkersScript } from './early-workers.ts';

const fileName = 'mockServiceWorker.js';
const startWorker = fileURLToPath(new URL('./start-worker.ts', import.meta.url));
const listAnswers = fileURLToPath(new URL('./list-answers.ts', import.meta.url));
const source = fileURLToPath(new URL(`./public/${fileName}`, import.meta.url));

/** Addresses of the workers that a built script makes, by name. @throws Error where it makes others than those two */
function workersOf(code: string, folder: string): Readonly<Record<string, string>> {
  const made = [...code.matchAll(/new Worker\(new URL\(new URL\(`([^`]+)`.*?name:`([^`]+)`/g)];
  const urls = Object.fromEntries(made.map(([, file = '', name = '']) => [name, folder + file]));
  if (Object.keys(urls).sort().join() !== 'fim-demo,fim-demo-first')
    throw new Error(`Workers in the script: ${JSON.stringify(urls)}`);
  return urls;
}

/**
 * Starts the demo's workers before the app: the built page's first lines make them, and a script of its own, which waits for
 * nothing else, gives them their work. The built page brings the first answers about the fleet's documents. Serves MSW's service worker script beside the app in the dev server and copies it into the demo build. It lies in
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
      handler: async (_html, { bundle }) => {
        const chunk = Object.values(bundle ?? {})
          .filter((output) => output.type === 'chunk')
          .find(({ moduleIds }) => moduleIds.includes(startWorker));
        if (chunk === undefined) return [];
        const attrs = { type: 'module', async: true, crossorigin: true, src: base + chunk.fileName };
        const folder = base + chunk.fileName.replace(/[^/]*$/, '');
        const { module } = await runnerImport<typeof import('./list-answers.ts')>(listAnswers, { configFile: false });
        const { element, text } = await module.answersInPage();
        return [
          { tag: 'script', attrs: element, children: text, injectTo: 'body' },
          { tag: 'script', children: earlyWorkersScript(workersOf(chunk.code, folder)), injectTo: 'head-prepend' },
          { tag: 'script', attrs, injectTo: 'head-prepend' },
        ];
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
