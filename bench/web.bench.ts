import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import react from '@vitejs/plugin-react';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { workspaces } from '#mocks/fleet/organisation';
import { freePort, projectRoot, startServer } from '../e2e/processes';
import { findBrowser } from '../scripts/browser';
import { configurationChange } from '#core/fim/tables';
import { createDuckDbStore } from '#server/duckdb-store';
import { localScope, seedLocalWorkspace } from '#server/local-workspace';
import { gzippedKib } from '../scripts/built-scripts';
import { changeBatches, dataEnd } from './changes-data';
import { loadPage, type Awaited, type PageLoad } from './page-load';
import { measureScroll, scrollReport } from './scroll';
import { median } from './turns';

/**
 * Cold loads in a real browser: time to the first real numbers of the workspace list and of the Changes tab, mocked and
 * self-hosted, against the first paint of an empty React page built and loaded in the same run; then how the table of a
 * million changes scrolls. Needs `npm run build` and
 * `npm run build:demo`. Each figure is the median of BENCH_RUNS loads (default 9), taken in turn, each in a fresh context.
 */
const runs = Number(process.env['BENCH_RUNS'] ?? '9');
const rows = Number(process.env['BENCH_ROWS'] ?? '1000000');
const folders = { demo: join(projectRoot, 'dist/demo'), app: join(projectRoot, 'dist/app') };
for (const folder of Object.values(folders)) {
  if (!existsSync(folder)) throw new Error(`${folder} is missing: run "npm run build" and "npm run build:demo" first`);
}

/** customerId of the workspace of this machine. */
const localCustomerId = '10ca1000-0000-4000-8000-000000000002';

const [shown] = workspaces;
if (!shown) throw new Error('the fleet has no workspace');
const workspacePath = `/workspaces/${shown.subscription.id}/${shown.resourceGroup}/${shown.name}`;

/** The Total changes cell of one workspace shows a number. */
const firstNumbers: Awaited = {
  selector: `a[title="${shown.name}"]`,
  text: /\d/,
  within: { closest: 'tr', selector: 'td:nth-child(2)' },
};
/** The table of changes has a row with a link to its details. */
const firstRows: Awaited = {
  selector: '[role="table"][aria-label="Changes"] [role="row"] a',
  text: /./,
};

/** An empty page with the same React and the same build tool; resolves to the folder it was built to. */
async function buildEmptyPage(folder: string): Promise<string> {
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><html lang="en"><title>Empty</title><div id="root"></div><script type="module" src="/main.jsx"></script></html>',
  );
  writeFileSync(
    join(folder, 'main.jsx'),
    `import { createRoot } from 'react-dom/client';
createRoot(document.querySelector('#root')).render(<p>Empty</p>);
`,
  );
  const modules = join(projectRoot, 'node_modules');
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    resolve: { alias: { react: join(modules, 'react'), 'react-dom': join(modules, 'react-dom') } },
    build: { outDir: 'dist', target: 'es2022', modulePreload: { polyfill: false } },
  });
  return join(folder, 'dist');
}

/** Serves a built folder as any static host would. */
async function serve(folder: string) {
  const server = await preview({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: { outDir: folder },
    preview: { port: await freePort(), strictPort: true, host: '127.0.0.1' },
  });
  return { origin: (server.resolvedUrls?.local[0] ?? '').replace(/\/$/, ''), close: () => server.close() };
}

/** A data folder with a million changes (or BENCH_ROWS) in the workspace of this machine. */
async function fillWithChanges(dataDir: string) {
  mkdirSync(dataDir);
  const store = await createDuckDbStore(join(dataDir, 'fim.duckdb'));
  await seedLocalWorkspace(store, dataEnd / 1000);
  for (const { batch, ids } of changeBatches(rows, 50_000))
    await store.append(localCustomerId, configurationChange, batch, ids, dataEnd, true);
  await store.close();
}

/** A server on the demo fleet, once all of it is stored. */
async function startDemoServer(dataDir: string) {
  const server = await startServer({
    FIM_PORT: String(await freePort()),
    FIM_DATA_DIR: dataDir,
    FIM_DEMO: '1',
    FIM_AGENT: '0',
  });
  while (!server.output().includes('demo data added')) await wait(200);
  return server;
}

const folder = mkdtempSync(join(tmpdir(), 'fim-bench-'));
const empty = await serve(await buildEmptyPage(join(folder, 'empty')));
const demo = await serve(folders.demo);
const server = await startDemoServer(join(folder, 'data'));
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
});

const pages = {
  'empty React page': { url: `${empty.origin}/`, awaited: undefined },
  'self-hosted, workspaces': { url: `${server.origin}/workspaces`, awaited: firstNumbers },
  'self-hosted, changes': { url: `${server.origin}${workspacePath}/changes`, awaited: firstRows },
  'mock, workspaces': { url: `${demo.origin}/#/workspaces`, awaited: firstNumbers },
  'mock, changes': { url: `${demo.origin}/#${workspacePath}/changes`, awaited: firstRows },
} as const;
type Name = keyof typeof pages;
const names = Object.keys(pages).filter((name): name is Name => name in pages);

const limits: Partial<Record<Name, number>> = { 'self-hosted, workspaces': 2.5, 'mock, workspaces': 4 };
/** All changes of the million, and every kind of them, whatever the clock says. */
const everything = `all=true&range=${encodeURIComponent('2026-08-21T00:00:00Z/2026-11-21T00:00:00Z')}`;
const localPath = `/workspaces/${localScope.subscriptionId}/${localScope.resourceGroup}/${localScope.workspaceName}`;

/** Scrolling on a server with a million changes in one workspace, and on the demo's million in all. */
async function reportScrolling() {
  const dataDir = join(folder, 'million');
  await fillWithChanges(dataDir);
  const million = await startServer({
    FIM_PORT: String(await freePort()),
    FIM_DATA_DIR: dataDir,
    FIM_DEMO_NOW: new Date(dataEnd / 1000).toISOString(),
    FIM_AGENT: '0',
  });
  try {
    const url = `${million.origin}${localPath}/changes?${everything}`;
    console.log(`\n${scrollReport('self-hosted', await measureScroll(browser, url, folder))}`);
  } finally {
    await million.stop();
  }
  const at = 'scenario=million&demoNow=2026-11-20T12:00:00Z';
  const url = `${demo.origin}/?${at}#${workspacePath}/changes?${everything}`;
  console.log(`\n${scrollReport('mock', await measureScroll(browser, url, folder))}`);
}

/** Scripts that only the mock brings. */
const mockScript = /\/(?:worker|start-worker|demo-worker|browser|intercept)-[^/]*\.js$|mockServiceWorker/;

try {
  const loads = new Map<Name, PageLoad[]>(names.map((name) => [name, []]));
  // The first round warms the browser process and the disk cache, and does not count.
  for (let run = 0; run <= runs; run++) {
    for (const name of names) {
      const load = await loadPage(browser, pages[name].url, pages[name].awaited);
      if (run > 0) loads.get(name)?.push(load);
    }
  }
  const of = (name: Name, read: (load: PageLoad) => number) => median((loads.get(name) ?? []).map(read));
  const base = of('empty React page', ({ paint }) => paint);
  console.log(`${runs} cold loads each, medians; the empty React page paints after ${base.toFixed(0)} ms\n`);
  console.log(
    'page                       skeleton ms  ratio  numbers ms  ratio  limit  app KiB (limit 200)  mock KiB  (JavaScript fetched before the numbers, gzip)',
  );
  for (const name of names) {
    if (name === 'empty React page') continue;
    const paint = of(name, (load) => load.paint);
    const numbers = of(name, (load) => load.numbers);
    const scripts = loads.get(name)?.at(-1)?.scripts ?? [];
    const site = name.startsWith('mock') ? folders.demo : folders.app;
    const app = gzippedKib(
      site,
      scripts.filter((path) => !mockScript.test(path)),
    );
    const mock = gzippedKib(
      site,
      scripts.filter((path) => mockScript.test(path)),
    );
    console.log(
      `${name.padEnd(26)}${paint.toFixed(0).padStart(12)}${(paint / base).toFixed(2).padStart(7)}${numbers.toFixed(0).padStart(12)}` +
        `${(numbers / base).toFixed(2).padStart(7)}${(limits[name]?.toFixed(1) ?? '').padStart(7)}${app.toFixed(1).padStart(9)}${mock.toFixed(1).padStart(22)}`,
    );
  }
  for (const name of names.filter((each) => each.startsWith('mock'))) {
    const marks = Object.keys(loads.get(name)?.[0]?.marks ?? {}).filter((mark) => mark.startsWith('fim-'));
    const times = marks.map((mark) => `${mark} ${of(name, (load) => load.marks[mark] ?? Number.NaN).toFixed(0)}`);
    if (times.length > 0) console.log(`\n${name}, marks (ms): ${times.join(', ')}`);
  }
  await reportScrolling();
} finally {
  await browser.close();
  await server.stop();
  await demo.close();
  await empty.close();
  rmSync(folder, { recursive: true, force: true });
}
