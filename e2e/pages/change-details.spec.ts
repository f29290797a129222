import type { Page } from '@playwright/test';
import { openWorkspace, rowsOf } from '../demo-fleet';
import { expect, test } from '../fixtures';

const name = 'contoso-prod-eastus';

/** Finds a change by what it is about and opens it; the pane is named after it. */
const openChange = async (page: Page, open: (path: string) => Promise<void>, search: string, row: RegExp) => {
  await openWorkspace(page, open, name, 'Changes');
  await page.getByRole('searchbox', { name: 'Search changes' }).fill(search);
  const found = rowsOf(page, 'Changes').filter({ hasText: row });
  await expect(found.first()).toBeVisible();
  await found.first().getByRole('link').click();
  const pane = page.getByRole('dialog');
  await expect(pane.getByRole('heading', { level: 2 })).toContainText(search);
  return pane;
};

test('a modified registry value: before and after, why it is watched, how rare it is', async ({ page, open }) => {
  const pane = await openChange(page, open, 'Userinit', /Winlogon.*Userinit/);
  const row = pane.getByRole('table', { name: 'Changed properties' }).getByRole('row').filter({ hasText: 'ValueData' });
  await expect(row.getByRole('cell').nth(0)).toHaveText('C:\\Windows\\system32\\userinit.exe,');
  // What was appended, and nothing else, is marked.
  await expect(row.getByRole('insertion')).toHaveText('C:\\ProgramData\\Intel\\gfxsvc.exe,');
  // With a change open, the change is what is printed.
  await page.emulateMedia({ media: 'print' });
  await expect(row).toBeVisible();
  await expect(rowsOf(page, 'Changes').first()).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  const reason = pane.getByRole('region', { name: 'Why this is monitored' });
  await expect(reason).toContainText('Winlogon');
  await expect(reason).toContainText('T1547.004');
  const others = pane.getByRole('region', { name: /^Across servers/ });
  await expect(others.getByRole('row').filter({ hasText: 'Changed to the same data' })).toContainText(/1 of \d+/);
  await expect(pane.getByRole('region', { name: 'History on this server' })).toContainText('The only change of it');
});

test('history of a file: the open change is marked, another one opens, the list shows the same', {
  tag: '@page',
}, async ({ page, open }) => {
  const pane = await openChange(page, open, 'helpcontent.aspx', /Added[^]*helpcontent/);
  const history = pane.getByRole('region', { name: 'History on this server' });
  await expect(history.getByRole('listitem')).toHaveCount(2);
  const marked = history.getByRole('listitem').filter({ hasText: 'This change' });
  await expect(marked).toContainText('Added');
  await history.getByRole('listitem').filter({ hasText: 'Removed' }).getByRole('link').click();
  await expect(marked).toContainText('Removed');
  await expect(pane.getByRole('cell', { name: '-', exact: true }).first()).toBeVisible();
  await history.getByRole('link', { name: 'All in the list' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(rowsOf(page, 'Changes')).toHaveCount(2);
});

test('the pane copies the change and a link that keeps its range', { tag: '@page' }, async ({
  page,
  open,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const pane = await openChange(page, open, 'helpcontent.aspx', /Added[^]*helpcontent/);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  const copy = async (what: string) => {
    await pane.getByRole('button', { name: /^Cop(?:y|ied)$/ }).click();
    await page.getByRole('menuitem', { name: what, exact: true }).click();
  };
  await copy('KQL');
  await expect.poll(copied).toMatch(/^ConfigurationChange\n\| where RowId_CF == "/);
  await expect(pane.getByRole('button', { name: 'Copied' })).toBeVisible();
  await copy('JSON');
  await expect.poll(copied).toContain('"ChangeCategory": "Added"');
  await copy('Path or name');
  await expect.poll(copied).toBe('C:\\inetpub\\wwwroot\\shop\\uploads\\helpcontent.aspx');
  await copy('Link');
  await expect.poll(copied).toMatch(/^http/);
  const link = await copied();
  // New rows may have moved the page's moment on by a little.
  expect(decodeURIComponent(link)).toMatch(/range=2026-11-13T12:00:0\d(\.\d+)?Z\/2026-11-20T12:00:0\d(\.\d+)?Z/);
  await page.goto(link);
  await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toContainText('helpcontent.aspx');
});
