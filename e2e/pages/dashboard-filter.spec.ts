import type { Page } from '@playwright/test';
import { bar, barButton, openWorkspace, rowsOf, sumOf, total } from '../demo-fleet';
import { expect, test } from '../fixtures';

const name = 'contoso-prod-eastus';

/** Rows the Changes tab says it lists. */
const listed = (page: Page, count: number) =>
  expect(page.getByRole('table', { name: 'Changes' })).toHaveAttribute('aria-rowcount', String(count + 1));

const chips = (page: Page) => page.getByRole('list', { name: 'Filters' });
const brush = (page: Page) => page.getByRole('slider', { name: /^Changes over time/ });
/** Sum of the figures a bucket or span of the chart reads out. */
const brushed = async (page: Page) => {
  const figures = ((await brush(page).getAttribute('aria-valuetext')) ?? '').split(': ').at(-1) ?? '';
  return [...figures.matchAll(/([\d,]+) [A-Z]/g)].reduce((sum, [, count]) => sum + Number(count?.replace(',', '')), 0);
};

test('a bar filters the page where it stands, with Alt it excludes; the same click takes the filter off', async ({
  page,
  open,
}) => {
  await openWorkspace(page, open, name, 'Changes');
  const all = await total(page, 'Total changes');
  const servers = await total(page, 'Total servers');
  const removed = await bar(page, 'Removed');
  await barButton(page, 'Removed').click();
  await expect(page.getByRole('button', { name: 'Remove filter Category: Removed' })).toBeVisible();
  await expect.poll(() => total(page, 'Total changes')).toBe(removed);
  await expect.poll(() => total(page, 'Total servers')).toBe(servers);
  await listed(page, removed);
  await expect(rowsOf(page, 'Changes').filter({ hasText: 'Modified' })).toHaveCount(0);
  await barButton(page, 'Removed').click();
  await expect(chips(page)).toBeHidden();
  await expect.poll(() => total(page, 'Total changes')).toBe(all);

  await barButton(page, 'Removed').click({ modifiers: ['Alt'] });
  await expect(page.getByRole('button', { name: 'Exclude Removed' })).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => total(page, 'Total changes')).toBe(all - removed);
  await listed(page, all - removed);
  // The filter goes along to the other tab, where the servers' counts add up to the same total.
  await page.getByRole('tab', { name: 'Servers' }).click();
  await expect.poll(() => total(page, 'Total changes')).toBe(all - removed);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(chips(page)).toBeHidden();
  await expect.poll(() => total(page, 'Total changes')).toBe(all);
});

test('the keyboard narrows the range to a span of the chart, and goes back', { tag: '@page' }, async ({
  page,
  open,
}) => {
  await openWorkspace(page, open, name, 'Changes');
  const week = await total(page, 'Total changes');
  await brush(page).focus();
  await page.keyboard.press('Home');
  for (let step = 0; step < 12; step++) await page.keyboard.press('ArrowRight');
  for (let step = 0; step < 8; step++) await page.keyboard.press('Shift+ArrowRight');
  const span = await brushed(page);
  expect(span).toBeGreaterThan(0);
  expect(span).toBeLessThan(week);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Time range: 2026-11-1/ })).toBeVisible();
  await expect(page).toHaveURL(/range=2026-11-\d\dT/);
  await expect.poll(() => total(page, 'Total changes')).toBe(span);
  await listed(page, span);
  await page.getByRole('button', { name: 'Back to last 7 days' }).click();
  await expect(page.getByRole('button', { name: /^Time range: Last 7 days/ })).toBeVisible();
  await expect.poll(() => total(page, 'Total changes')).toBe(week);
});

test('the chart stacks by type and says so in the URL', { tag: '@page' }, async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Servers');
  await total(page, 'Total changes');
  const registry = await bar(page, 'Registry');
  await page.getByRole('button', { name: 'Stack by type' }).click();
  const legend = page.getByRole('group', { name: 'Legend' });
  await expect(legend.getByRole('button', { name: 'Registry' })).toBeVisible();
  await expect(page).toHaveURL(/stack=type/);
  await legend.getByRole('button', { name: 'Registry' }).click();
  await expect(chips(page).getByRole('button', { name: /^Type: Registry/ })).toBeVisible();
  await expect.poll(() => total(page, 'Total changes')).toBe(registry);
  await page.getByRole('button', { name: 'Show as table' }).click();
  const table = page.getByRole('table', { name: 'Changes over time' });
  await expect.poll(() => sumOf(table)).toBe(registry);
  // A count is a filter too: its type and its time, each with a chip.
  const count = table.getByRole('cell').getByRole('button').first();
  const wanted = Number((await count.innerText()).replaceAll(/\D/g, ''));
  await count.click();
  await expect(chips(page)).toContainText(/Time:.*2026-11-1/);
  await expect.poll(() => total(page, 'Total changes')).toBe(wanted);
  await page.getByRole('button', { name: /^Remove filter Time/ }).click();
  await expect.poll(() => total(page, 'Total changes')).toBe(registry);
});

test('a custom range is checked, applied in the chosen zone, and a relative one can be pinned', {
  tag: '@page',
}, async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Servers');
  const week = await total(page, 'Total changes');
  const range = page.getByRole('button', { name: /^Time range:/ });
  await range.click();
  const pane = page.getByRole('dialog', { name: 'Filter' });
  await pane.getByRole('button', { name: 'Pin this range' }).click();
  await expect(pane).toBeHidden();
  await expect(range).toBeFocused();
  await expect
    .poll(() => decodeURIComponent(page.url()))
    .toMatch(/range=2026-11-13T12:00:0\d(\.\d+)?Z\/2026-11-20T12:00:0\d/);
  await expect.poll(() => total(page, 'Total changes')).toBe(week);

  await range.click();
  await pane.getByRole('radio', { name: 'UTC' }).check();
  await pane.getByRole('textbox', { name: 'From' }).fill('2026-11-19 00:00');
  await pane.getByRole('textbox', { name: 'To' }).fill('2026-11-18 00:00');
  await pane.getByRole('textbox', { name: 'To' }).blur();
  await expect(pane.getByText('The end must be after the start.')).toBeVisible();
  await expect(pane.getByRole('button', { name: 'Apply' })).toHaveAttribute('aria-disabled', 'true');
  await pane.getByRole('textbox', { name: 'From' }).fill('2026-11-17');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('button', { name: 'Time range: 2026-11-17 00:00 to 2026-11-18 00:00 UTC' }),
  ).toBeVisible();
  await expect.poll(() => decodeURIComponent(page.url())).toContain('range=2026-11-17T00:00:00Z/2026-11-18T00:00:00Z');
  await expect.poll(() => total(page, 'Total changes')).toBeLessThan(week);
});

test('how often the page looks for news is chosen and remembered', { tag: '@page' }, async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Servers');
  await total(page, 'Total changes');
  await page.getByRole('button', { name: 'Auto-refresh: Live' }).click();
  await page.getByRole('menuitemradio', { name: /^Off/ }).click();
  await expect(page.getByRole('button', { name: 'Auto-refresh: Off' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Auto-refresh: Off' })).toBeVisible();
});
