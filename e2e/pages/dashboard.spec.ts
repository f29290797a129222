import { bar, chooseInFilter, columnOf, openWorkspace, rowsOf, sumOf, total } from '../demo-fleet';
import { expect, test } from '../fixtures';

const name = 'contoso-prod-eastus';

/** Milliseconds of a time as the tables show it, whatever its zone. */
const shownTime = (text: string) => Date.parse(`${text.trim().slice(0, 19).replace(' ', 'T')}Z`);

test('totals, bars and the list below agree', async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Changes');
  const changes = await total(page, 'Total changes');
  expect(changes).toBeGreaterThan(100);
  expect((await bar(page, 'Files')) + (await bar(page, 'Registry'))).toBe(changes);
  expect((await bar(page, 'Modified')) + (await bar(page, 'Added')) + (await bar(page, 'Removed'))).toBe(changes);
  await expect(page.getByText(`${changes.toLocaleString('en-US')} changes`)).toBeVisible();
  // On paper: what it is about, the figures and the rows; nothing to press.
  await page.emulateMedia({ media: 'print' });
  await expect(
    page.getByText(/^Workspace contoso-prod-eastus\. Last 7 days: 2026-11-13 .* printed 2026-11-20/),
  ).toBeVisible();
  await expect(page.getByText(changes.toLocaleString('en-US'), { exact: true }).first()).toBeVisible();
  await expect(rowsOf(page, 'Changes').first()).toBeVisible();
  for (const control of ['Refresh', 'Filter', 'Columns', 'Show as table']) {
    await expect(page.getByRole('button', { name: control, exact: true })).toBeHidden();
  }
});

test('the time range is chosen in the filter pane, stands in the URL and survives a reload', async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Servers');
  const week = await total(page, 'Total changes');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const pane = page.getByRole('dialog', { name: 'Filter' });
  for (const label of [
    'Last 30 minutes',
    'Last 1 hour',
    'Last 6 hours',
    'Last 24 hours',
    'Last 7 days',
    'Last 30 days',
  ])
    await expect(pane.getByRole('radio', { name: new RegExp(`^${label}`, 'i') })).toBeVisible();
  await expect(pane.getByRole('radio', { name: /^Last 7 days/i })).toBeChecked();
  await pane.getByRole('radio', { name: /^Last 30 days/i }).check();
  await pane.getByRole('button', { name: 'Apply' }).click();
  await expect.poll(() => total(page, 'Total changes')).toBeGreaterThan(week);
  await expect(page).toHaveURL(/range=P30D/);
  const month = await total(page, 'Total changes');
  await page.reload();
  await expect.poll(() => total(page, 'Total changes')).toBe(month);
  await expect(page.getByText('Last 30 days').first()).toBeVisible();
});

test("the zone of all times can be UTC or the browser's", { tag: '@page' }, async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Changes');
  const column = await columnOf(page, 'Changes', 'Change time');
  const time = rowsOf(page, 'Changes').first().getByRole('cell').nth(column);
  const local = await time.innerText();
  await chooseInFilter(page, 'UTC');
  await expect(page.getByRole('columnheader', { name: /Change time \[UTC\]/ })).toBeVisible();
  // Berlin is one hour ahead in November.
  await expect.poll(async () => shownTime(local) - shownTime(await time.innerText())).toBe(3_600_000);
});

test('the chart can be read as a table', { tag: '@page' }, async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Servers');
  const changes = await total(page, 'Total changes');
  await page.getByRole('button', { name: 'Show as table' }).click();
  const table = page.getByRole('table', { name: /Changes over time/i });
  await expect(table).toBeVisible();
  await expect.poll(() => sumOf(table)).toBe(changes);
});

test('a malformed search string falls back to the defaults', { tag: '@page' }, async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Servers');
  const week = await total(page, 'Total changes');
  const address = new URL(page.url());
  await page.goto(`${address.href.split('?')[0] ?? ''}?range=P9999Y&tz=%E0%A4%A&sort=%00`);
  await page.reload();
  await expect.poll(() => total(page, 'Total changes')).toBe(week);
});
