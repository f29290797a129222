import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { mockServiceWorker } from './mocks/vite-plugin.ts';
import { appPreload } from './scripts/app-preload.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const require = createRequire(import.meta.url);
/** Tests over both stores, a real file system or very many rows: with the slow ones, not part of `npm run check`. */
const integration = [
  '{core,engine,server}/**/{*conformance,*-cases,*random*,*shared-scan,fuzz}.test.ts',
  'agent/{changes,contents,lifecycle}.test.ts',
  'server/start.test.ts',
  'src/export/run-export.test.ts',
];

/** `live` (default build) talks to the server it came from; `demo` and the dev server bring the mock with them. */
export default defineConfig(({ mode, command }) => {
  const mock = mode === 'demo' || (command === 'serve' && mode !== 'test');
  return {
    plugins: [react(), appPreload({ isDemo: mode === 'demo' }), mockServiceWorker({ enabled: mock })],
    publicDir: 'public',
    // Relative by default, so that the demo works from any folder of any static host (its routes are then behind the #).
    base: mode === 'demo' ? (process.env['FIM_BASE'] ?? './') : '/',
    define: { __MOCK__: JSON.stringify(mock) },
    build: {
      outDir: here(mode === 'demo' ? 'dist/demo' : 'dist/app'),
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
      // The app is one file on purpose; what counts is its size compressed (scripts/size.slow.test.ts).
      chunkSizeWarningLimit: 700,
      rolldownOptions: {
        output: {
          // Three files for a start: what asks for the first data, what shows it, and the app with all it evaluates at once. In the
          // demo one more comes before: what starts the worker, which would otherwise wait for a file it shares with the app.
          codeSplitting: {
            groups: [
              { name: 'start-worker', test: /\/mocks\/start-worker\.ts$/, priority: 4 },
              { name: 'early', test: /\/src\/(?:main|early)\.ts$|vite\/preload-helper|rolldown\/runtime/, priority: 3 },
              { name: 'first-list', test: /\/src\/first-list\.ts$/, priority: 2 },
              { name: 'app', test: /\/src\/app\.tsx$/, priority: 1 },
            ],
          },
        },
      },
    },
    worker: { format: 'es' as const },
    test: {
      isolate: false,
      maxWorkers: 2,
      // Generous: a loaded machine is no failure.
      testTimeout: 60_000,
      // Queries in tests are compiled without the engine, which loads them when it meets the first one.
      setupFiles: [here('scripts/load-regular-expressions.ts')],
      projects: [
        {
          extends: true,
          test: {
            name: 'node',
            environment: 'node',
            include: ['{src,core,engine,server,agent,mocks,scripts,bench}/**/*.test.ts'],
            exclude: ['**/*.{slow,dom}.test.ts', ...integration],
          },
        },
        {
          extends: true,
          test: { name: 'integration', environment: 'node', include: integration },
        },
        {
          extends: true,
          test: {
            name: 'slow',
            environment: 'node',
            include: ['{core,engine,server,agent,mocks,scripts}/**/*.slow.test.ts'],
            testTimeout: 120_000,
          },
        },
        {
          extends: true,
          test: {
            name: 'web',
            environment: 'happy-dom',
            // What needs a document: one is made for each worker, not for each file as a comment in the file would have it.
            include: ['src/**/*.test.tsx', '{src,mocks}/**/*.dom.test.ts'],
            // The icons' modules for bundlers import each other without extensions, which Node does not resolve: their modules for Node
            // come instead, and with them those of the components, which share contexts with them.
            alias: Object.fromEntries(
              ['@fluentui/react-icons', '@fluentui/react-components'].map((name) => [name, require.resolve(name)]),
            ),
          },
        },
      ],
    },
  };
});
