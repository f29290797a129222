import type { Page } from '@playwright/test';
import { addressOf, ingest, rowsOf } from '../demo-fleet';
import { demoNow, expect, test } from '../fixtures';

/** A workspace without servers of its own, which no other spec counts. */
const name = 'retail-newsite';
const markup = '<img src=x onerror="document.title=1"><b id=injected>bold</b>';
const bidi = 'invoice\u202Efdp.exe';
const nul = 'nul\u0000line\nbreak\ttab';
const computer = `web-${markup}${bidi}`;
const long = `/opt/${'deep/'.repeat(797)}end.conf`;
const huge = `${markup}${'\u202E\u0000'.repeat(8_000)}${'x'.repeat(16_000)}`;

const at = new Date(Date.parse(demoNow) - 60_000).toISOString();
const common = { TimeGenerated: at, Computer: computer, SourceComputerId: 'hostile-1', ChangeCategory: 'Modified' };
const rows = [
  {
    ...common,
    ConfigChangeType: 'Registry',
    RegistryKey: String.raw`HKEY_LOCAL_MACHINE\Software\${markup}`,
    ValueName: nul,
    ValueType: 'REG_SZ',
    ValueData: huge,
    PreviousValueData: `${huge}!`,
    FieldsChanged: `ValueData;${markup}`,
  },
  { ...common, ConfigChangeType: 'Files', FileSystemPath: long, Acls: `${markup}${bidi}`, PreviousAcls: nul },
  { ...common, ConfigChangeType: 'Files', FileSystemPath: `/etc/${bidi}${nul}`, FieldsChanged: markup },
];

/** Nothing came to life, nothing is hidden or turned round, nothing is wider than the window. */
const expectSafe = async (page: Page, where: string) => {
  const seen = await page.evaluate(() => {
    const main = document.querySelector('main');
    const text = document.body.innerText;
    const labels = [...document.querySelectorAll('[title], [aria-label]')].map(
      (element) => `${element.getAttribute('title') ?? ''}${element.getAttribute('aria-label') ?? ''}`,
    );
    return {
      injected: document.querySelectorAll('#injected, img[src="x"]').length,
      raw: [text, document.title, ...labels].filter((one) => /[\u202A-\u202E\u2066-\u2069\0]/.test(one)).length,
      wider: Math.max(0, (main?.scrollWidth ?? 0) - (main?.clientWidth ?? 0)),
    };
  });
  expect(seen, where).toEqual({ injected: 0, raw: 0, wider: 0 });
};

test('hostile names and values are shown as text, legibly, everywhere', async ({ page, open, context, appMode }) => {
  if (appMode === 'self-hosted') await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(`${addressOf(name)}/servers`);
  await expect(page.getByRole('tab', { name: 'Servers' })).toHaveAttribute('aria-selected', 'true');
  const beat = { TimeGenerated: at, Computer: computer, SourceComputerId: 'hostile-1', OSType: 'Linux' };
  expect(await ingest(page, name, 'Heartbeat', [beat])).toBe(204);
  expect(await ingest(page, name, 'ConfigurationChange', rows)).toBe(204);
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();

  const server = rowsOf(page, 'Servers').first();
  await expect(server).toContainText(`${markup}invoice\\u202Efdp.exe`);
  await expectSafe(page, 'servers');
  await server.getByRole('link').first().click();

  // A chip, the list, facets.
  await expect(page.getByRole('list', { name: 'Filters' })).toContainText('\\u202Efdp.exe');
  await expect(rowsOf(page, 'Changes')).toHaveCount(3);
  await expect(page.getByRole('table', { name: 'Changes' })).toContainText('nul\\0line\\nbreak\\ttab');
  await page.getByRole('button', { name: 'Facets' }).click();
  await expect(page.getByRole('region', { name: 'Server' })).toContainText('\\u202Efdp.exe');
  await expect(page.getByRole('region', { name: 'Changed field' })).toContainText(markup);
  await expectSafe(page, 'changes');
  await page.emulateMedia({ media: 'print' });
  await expectSafe(page, 'print');
  await page.emulateMedia({ media: 'screen' });

  // Details of 32 kB of registry data: all of it on demand, and the page still answers.
  await rowsOf(page, 'Changes').filter({ hasText: 'HKEY' }).getByRole('link').first().click();
  const pane = page.getByRole('dialog');
  await expect(pane.getByRole('table').first()).toContainText(' alike ');
  // It is a value to compare with as well.
  await expect(pane.getByRole('region', { name: /^Across servers/ })).toContainText('Changed at all');
  await expectSafe(page, 'details');
  await pane
    .getByRole('button', { name: /^Show all [\d,]+ characters/ })
    .first()
    .click();
  await expect(pane.getByRole('table').first()).toContainText(`${markup}\\u202E\\0\\u202E\\0`);
  await expectSafe(page, 'all of the value');
  await page.keyboard.press('Escape');
  await expect(pane).toHaveCount(0);
  await rowsOf(page, 'Changes').filter({ hasText: 'end.conf' }).getByRole('link').first().click();
  await expect(pane.getByRole('heading').first()).toContainText('end.conf');
  await expect(pane).toContainText('\\u202Efdp.exe');
  await expectSafe(page, 'details of a long path');
  await page.keyboard.press('Escape');

  await open('/workspaces');
  await expect(page.getByRole('link', { name })).toBeVisible();
  await expectSafe(page, 'list');
});

test('an address with a hostile workspace name is shown as text', { tag: '@page' }, async ({ page, open }) => {
  const hostile = encodeURIComponent(`${bidi}${markup}`);
  await open(`/workspaces/s/g/${hostile}/servers`);
  await expect(page.getByText(/There is no workspace invoice\\u202Efdp/)).toBeVisible();
  await expectSafe(page, 'workspace not found');
});
