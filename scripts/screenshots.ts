import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { addressOf } from '../e2e/demo-fleet';
import { demoNow } from '../e2e/fixtures';
import { freePort } from '../e2e/processes';
import { findBrowser } from './browser';

/**
 * Pictures of the built demo (`npm run build:demo` first) at a fixed clock. Those the documents show go to docs/images;
 * with `--all`, every page in light and dark, 1440 and 768 wide, to the ignored folder screenshots/.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const all = process.argv.includes('--all');
const folder = `${root}${all ? 'screenshots' : 'docs/images'}`;
mkdirSync(folder, { recursive: true });

const server = await preview({
  root,
  mode: 'demo',
  logLevel: 'error',
  preview: { port: await freePort(), host: '127.0.0.1' },
});
const origin = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ['--disable-gpu', '--disable-background-networking'],
});

const settled = async (page: Page) => {
  // What shows under the pointer hides a part of its cell.
  await page.mouse.move(0, 0);
  await page.waitForFunction(() => document.querySelectorAll('[aria-busy="true"]').length === 0);
  await page.evaluate(() => document.fonts.ready);
};

const openWorkspace = async (page: Page, tab: string) => {
  await page.getByRole('link', { name: 'contoso-prod-eastus', exact: true }).click();
  await page.getByRole('tab', { name: tab }).click();
  await page.getByRole('button', { name: 'Show as table' }).waitFor();
  await page.getByRole('table', { name: tab }).getByRole('cell').first().waitFor();
};

const logsQuery = `ConfigurationChange
| where ConfigChangeType == "Files" and FileSystemPath startswith "/etc/"
| summarize Changes = count(), Servers = dcount(Computer), Last = max(TimeGenerated) by FileSystemPath
| top 50 by Changes`;

type Shot = { readonly name: string; readonly prepare: (page: Page) => Promise<void> };

const shots: readonly Shot[] = [
  // The filters come to life with the app's code: a try to press one waits for that.
  {
    name: 'workspaces',
    prepare: (page) =>
      page
        .getByRole('button', { name: /^Filter by/ })
        .first()
        .click({ trial: true }),
  },
  { name: 'servers', prepare: (page) => openWorkspace(page, 'Servers') },
  { name: 'changes', prepare: (page) => openWorkspace(page, 'Changes') },
  {
    name: 'details',
    prepare: async (page) => {
      await openWorkspace(page, 'Changes');
      await page.getByRole('searchbox', { name: 'Search changes' }).fill('userinit');
      await page.getByRole('table', { name: 'Changes' }).getByText('Userinit').first().click();
      await page.getByRole('columnheader', { name: 'Value before' }).first().waitFor();
    },
  },
  {
    name: 'logs',
    prepare: async (page) => {
      const search = new URLSearchParams({ query: logsQuery, run: 'true' });
      await page.goto(`${origin}#${addressOf('contoso-prod-eastus')}/logs?${search.toString()}`);
      await page.getByRole('table').getByRole('cell').first().waitFor();
    },
  },
];

/** Those the documents show in a narrow window too. */
const isShownNarrow = ({ name }: Shot) => name === 'changes';

const extra: readonly Shot[] = [
  {
    name: 'filter',
    prepare: async (page) => {
      await openWorkspace(page, 'Servers');
      await page.getByRole('button', { name: 'Filter' }).click();
    },
  },
  {
    name: 'empty',
    prepare: async (page) => {
      await openWorkspace(page, 'Changes');
      await page.getByRole('searchbox', { name: 'Search changes' }).fill('nothing is called like this');
      await page.getByRole('searchbox', { name: 'Search changes' }).press('Enter');
    },
  },
  {
    name: 'error',
    prepare: async (page) => {
      await openWorkspace(page, 'Changes');
      await page.getByRole('searchbox', { name: 'Search changes' }).fill('fim-sentinel-query-error');
      await page.getByText('BadGatewayError').first().waitFor();
    },
  },
  {
    name: 'hostile',
    prepare: async (page) => {
      await openWorkspace(page, 'Changes');
      await page.getByRole('searchbox', { name: 'Search changes' }).fill('redteam');
      await page
        .getByRole('table', { name: 'Changes' })
        .getByRole('cell', { name: 'redteam-lab-01' })
        .first()
        .waitFor();
    },
  },
  {
    name: 'not-monitored',
    prepare: async (page) => {
      await page
        .getByRole('link', { name: /^Enable: / })
        .first()
        .click();
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
  },
];

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [1440, 768]) {
    for (const { name, prepare } of all ? [...shots, ...extra] : width === 768 ? shots.filter(isShownNarrow) : shots) {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme: scheme,
        timezoneId: 'UTC',
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      page.on('pageerror', (error) => console.error(`${name}: ${String(error)}`));
      await page.clock.setFixedTime(new Date(demoNow));
      await page.goto(`${origin}?demoNow=${demoNow}`);
      await page.getByRole('link', { name: 'contoso-prod-eastus' }).waitFor();
      await prepare(page);
      await settled(page);
      const file = `${folder}/${name}-${scheme}${all || width === 768 ? `-${String(width)}` : ''}.png`;
      await page.screenshot({ path: file });
      console.log(file.slice(root.length));
      await context.close();
    }
  }
}
await browser.close();
await server.close();
