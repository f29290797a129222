import type { Page } from '@playwright/test';
import { violations } from '../axe';
import { addressOf } from '../demo-fleet';
import { expect, test } from '../fixtures';

const name = 'contoso-prod-eastus';

/** Opens Logs with a query and runs it. */
const runQuery = async (page: Page, open: (path: string) => Promise<void>, kql: string, more = '') => {
  await open(`${addressOf(name)}/logs?tz=utc&query=${encodeURIComponent(kql)}${more}`);
  await expect(page.getByRole('textbox', { name: 'Query' })).toContainText(kql.slice(0, 10));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
};

const results = (page: Page) => page.getByRole('region', { name: 'Query results' });
const rows = (page: Page) => page.getByRole('table', { name: 'Results' }).getByRole('row');

const markup = '<img src=x onerror="document.title=1"><b id=injected>bold</b>';
const hostile = String.raw`datatable(Name:string, Size:long, At:datetime, Bag:dynamic, Gone:string) [
  '${markup}\u202Efdp.exe', 9, datetime(2026-11-20T11:00:00.1234567Z), dynamic({"<b>a</b>":{"list":[1,"two"]}}), '',
  '=1+1', long(null), datetime(null), dynamic(null), '',
  'Long', 1000, datetime(2026-11-20T12:00:00Z), dynamic([]), ''
] | extend Big = iff(Name == 'Long', strrep('x', 32000), '')`;

test('rows of every type and any text: sorted, filtered, grouped and opened', { tag: '@page' }, async ({
  page,
  open,
}) => {
  await runQuery(page, open, hostile);
  await expect(results(page).getByText('3 rows')).toBeVisible();
  await expect(rows(page)).toHaveCount(4);
  await expect(rows(page).nth(1)).toContainText('<img src=x');
  await expect(rows(page).nth(1)).toContainText('\\u202Efdp.exe');
  await expect(page.getByText('2026-11-20 11:00:00.1234567')).toHaveAttribute('title', /2026-11-20T11:00:00\.1234567Z/);
  await expect(rows(page).nth(2)).toContainText('null');
  await expect(page.locator('#injected')).toHaveCount(0);

  await expect(page.getByRole('columnheader', { name: 'Gone' })).toHaveCount(0);
  await page.getByRole('switch', { name: 'Empty columns (1)' }).click();
  await expect(page.getByRole('columnheader', { name: 'Gone' })).toBeVisible();

  await page.getByRole('columnheader', { name: 'Size' }).getByRole('button', { name: 'Size', exact: true }).click();
  await expect(rows(page).nth(1)).toContainText('=1+1');
  await expect(rows(page).nth(3)).toContainText('1,000');

  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Filter rows' });
  await form.getByLabel('Column').selectOption('Size');
  await form.getByLabel('Condition').selectOption('is at least');
  await form.getByLabel('Value').fill('10');
  await form.getByRole('button', { name: 'Add filter' }).click();
  await expect(results(page).getByText('1 of 3 rows')).toBeVisible();
  await expect(page).toHaveURL(/where=from/);
  await page.getByRole('button', { name: /Size is at least 10/ }).click();
  await expect(rows(page)).toHaveCount(4);

  await rows(page).nth(2).getByText('{"<b>a').click();
  const values = page.getByRole('group', { name: /^Values of row/ });
  await values.getByRole('button', { name: /<b>a<\/b>/ }).click();
  await values.getByRole('button', { name: /list/ }).click();
  await expect(values.getByText('two')).toBeVisible();
  expect(await violations(page, 'wcag', '[aria-label="Query results"]')).toEqual([]);
  await values.getByRole('button', { name: 'Close' }).click();

  await page.getByLabel('Group by').selectOption('Name');
  await expect(page.getByRole('button', { name: /Name: Long 1 row/ })).toBeVisible();
});

test('a chart as the query draws it, and as the reader does', { tag: '@page' }, async ({ page, open }) => {
  await runQuery(
    page,
    open,
    'ConfigurationChange | summarize count() by bin(TimeGenerated, 1d), ChangeCategory | render timechart with (title="Days")',
  );
  const chart = page.getByRole('figure', { name: /^Time chart: count_ by TimeGenerated for each ChangeCategory/ });
  await expect(chart).toBeVisible();
  await expect(chart.getByRole('heading', { name: 'Days' })).toBeVisible();
  await expect(chart.getByRole('button', { name: 'Modified' })).toBeVisible();
  await expect(chart.locator('.recharts-line')).toHaveCount(3);
  await page.getByLabel('Chart', { exact: true }).selectOption('pie');
  await page.getByLabel('X axis').selectOption('ChangeCategory');
  await expect(page.locator('.recharts-pie-sector')).toHaveCount(3);
  await page.getByRole('button', { name: 'Show as table' }).click();
  await expect
    .poll(async () => (await page.getByRole('rowheader').allInnerTexts()).sort())
    .toEqual(['Added', 'Modified', 'Removed']);
  expect(await violations(page, 'wcag', '[aria-label="Query results"]')).toEqual([]);
  await page.getByRole('tab', { name: 'Results' }).click();
  await expect(rows(page).first()).toBeVisible();
});

test('a failed query says where and why; one without rows what to widen', { tag: '@page' }, async ({ page, open }) => {
  await runQuery(page, open, 'ConfigurationChange\n| where Computr == "a"');
  const alert = page.getByRole('alert').filter({ hasText: 'The query failed' });
  await expect(alert).toContainText('Computr');
  await expect(alert).toContainText('SEM0100');
  await expect(alert).toContainText('Correlation id');
  await alert.getByRole('button', { name: /^Go to line 2/ }).click();
  await expect(page.getByRole('textbox', { name: 'Query' })).toBeFocused();
  await runQuery(page, open, 'print x = 1 | where x == 2');
  await expect(page.getByText('No rows', { exact: true })).toBeVisible();
});

test('two hundred thousand rows are one list, from the first to the last', { tag: '@page' }, async ({ page, open }) => {
  await runQuery(page, open, 'range n from 1 to 200000 step 1 | extend Host = strcat("host-", tostring(n % 977))');
  await expect(results(page).getByText('200,000 rows')).toBeVisible();
  const scroller = page.getByRole('region', { name: 'Results', exact: true });
  await scroller.focus();
  await scroller.press('End');
  await expect(page.getByRole('cell', { name: '200,000', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Host', exact: true }).click();
  await scroller.press('Home');
  await expect(rows(page).nth(1)).toContainText('host-0');
  expect(await rows(page).count()).toBeLessThan(80);
});
