import type { Locator, Page } from '@playwright/test';
import { columnOf, openWorkspace, rowsOf, total } from '../demo-fleet';
import { expect, test } from '../fixtures';
import { violations } from '../axe';

const region = (page: Page): Locator => page.getByRole('region', { name: 'Servers' });
const heads = (page: Page): Locator => page.getByRole('table', { name: 'Servers' }).getByRole('columnheader');
const headNames = async (page: Page): Promise<string[]> => {
  const texts = await heads(page).allInnerTexts();
  return texts.map((text) => text.replace(/ \[.*\]$/, '').trim()).filter((text) => text !== '');
};
/** Cells of a column in the rows on screen. */
const cells = async (page: Page, column: string): Promise<string[]> => {
  const at = await columnOf(page, 'Servers', column);
  const rows = await rowsOf(page, 'Servers').all();
  return Promise.all(rows.map((row) => row.getByRole('cell').nth(at).innerText()));
};
const find = async (page: Page, text: string) => {
  await page.keyboard.press('/');
  await page.keyboard.type(text);
  await expect(rowsOf(page, 'Servers')).toHaveCount(1);
};

test('every server is listed, and the totals add up to the page’s', async ({ page, open, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openWorkspace(page, open, 'contoso-prod-eastus', 'Servers');
  const servers = await total(page, 'Total servers');
  const changes = await total(page, 'Total changes');
  await expect(page.getByText(`${String(servers)} servers, ${changes.toLocaleString('en-US')} changes`)).toBeVisible();
  await region(page).focus();
  await page.keyboard.press('End');
  await expect(rowsOf(page, 'Servers').last()).toHaveAttribute('aria-rowindex', String(servers + 1));
  await expect.poll(async () => (await cells(page, 'Total changes')).at(-1)).toBe('0');
  await page.keyboard.press('Control+a');
  await expect(page.getByText(`${String(servers)} selected`, { exact: true })).toBeVisible();
  await page.keyboard.press('Control+c');
  await expect(page.getByText(`${String(servers)} servers copied`)).toBeVisible();
  const [head = '', ...lines] = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
  const at = head.split('\t').indexOf('Total changes');
  expect(lines).toHaveLength(servers);
  expect(lines.reduce((sum, line) => sum + Number(line.split('\t')[at]), 0)).toBe(changes);
});

test('search narrows the list, and a server leads to its changes with the other filters kept', async ({
  page,
  open,
}) => {
  await openWorkspace(page, open, 'contoso-prod-eastus', 'Servers');
  await find(page, 'app-eus-11');
  await expect(page).toHaveURL(/find=app-eus-11/);
  const [changes = ''] = await cells(page, 'Total changes');
  await rowsOf(page, 'Servers').getByRole('cell').nth(2).click();
  await expect(page.getByRole('tab', { name: 'Changes' })).toHaveAttribute('aria-selected', 'true');
  await expect(page).not.toHaveURL(/find=/);
  await expect(page.getByText(`${changes} changes`)).toBeVisible();
  await expect(rowsOf(page, 'Changes').first()).toContainText('app-eus-11');
});

test('a silent server is told apart from one without changes', { tag: '@page' }, async ({ page, open }) => {
  await openWorkspace(page, open, 'contoso-edge-aws', 'Servers');
  await find(page, 'ip-10-40-12-39');
  await expect(rowsOf(page, 'Servers')).toContainText(/No data since (?:11-\d\d|\d\d:\d\d)/);
  await expect.poll(() => cells(page, 'Environment')).toEqual(['AWS']);
  await page.setViewportSize({ width: 560, height: 800 });
  // Too narrow for the column: the name tells.
  await expect(heads(page).filter({ hasText: 'Last heartbeat' })).toHaveCount(0);
  await expect(rowsOf(page, 'Servers').getByRole('link')).toContainText(/No data since (?:11-\d\d|\d\d:\d\d)/);
});

test('order, columns and row height are the reader’s, and last', { tag: '@page' }, async ({ page, open }) => {
  await openWorkspace(page, open, 'contoso-prod-eastus', 'Servers');
  await heads(page).getByRole('button', { name: 'Name' }).click();
  await expect(heads(page).filter({ hasText: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
  const { compare } = new Intl.Collator('en', { numeric: true });
  await expect
    .poll(async () => {
      const shown = await cells(page, 'Name');
      return shown.every((each, at) => at === 0 || compare(shown[at - 1] ?? '', each) <= 0);
    })
    .toBe(true);
  const names = await cells(page, 'Name');

  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'OS' }).click();
  await page.getByRole('menuitemradio', { name: 'Compact' }).click();
  await page.keyboard.press('Escape');
  await heads(page).getByRole('button', { name: 'Registry' }).focus();
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await expect
    .poll(() => headNames(page))
    .toEqual([
      'Name',
      'Environment',
      'Total changes',
      'Registry',
      'Files',
      'Last change time',
      'Last heartbeat',
      'Actions',
    ]);
  const width = async () => Math.round((await heads(page).filter({ hasText: 'Name' }).boundingBox())?.width ?? 0);
  const before = await width();
  const edge = await heads(page).filter({ hasText: 'Environment' }).boundingBox();
  if (!edge) throw new Error('no head');
  // The edge between Name and Environment, dragged by 60 px.
  await page.mouse.move(edge.x - 6, edge.y + 10);
  await page.mouse.down();
  await page.mouse.move(edge.x + 54, edge.y + 10, { steps: 5 });
  await page.mouse.up();
  await expect.poll(width).toBe(before + 60);

  // A head dragged to another place.
  await heads(page).filter({ hasText: 'Files' }).hover();
  await page.mouse.down();
  const target = await heads(page).filter({ hasText: 'Environment' }).boundingBox();
  await page.mouse.move((target?.x ?? 0) + 8, (target?.y ?? 0) + 10, { steps: 8 });
  await page.mouse.up();
  await expect.poll(async () => (await headNames(page)).slice(0, 3)).toEqual(['Name', 'Files', 'Environment']);

  await page.reload();
  await expect(rowsOf(page, 'Servers').first()).toBeVisible();
  await expect
    .poll(async () => (await headNames(page)).slice(0, 4))
    .toEqual(['Name', 'Files', 'Environment', 'Total changes']);
  await expect.poll(width).toBe(before + 60);
  await expect.poll(async () => (await rowsOf(page, 'Servers').first().boundingBox())?.height).toBe(26);
  await expect.poll(() => cells(page, 'Name')).toEqual(expect.arrayContaining(names.slice(0, 5)));

  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitem', { name: 'Reset table' }).click();
  await expect.poll(async () => (await headNames(page)).slice(0, 2)).toEqual(['Name', 'OS']);
});

test('cells filter by pointer and by keyboard, and rows are selected from the keyboard', { tag: '@page' }, async ({
  page,
  open,
}) => {
  await openWorkspace(page, open, 'contoso-prod-eastus', 'Servers');
  const changes = await total(page, 'Total changes');
  const [first = ''] = await cells(page, 'Name');
  const [own = ''] = await cells(page, 'Total changes');
  await rowsOf(page, 'Servers').first().getByRole('link').hover();
  await page.getByRole('button', { name: `Without ${first}` }).click();
  await expect(page.getByRole('list', { name: 'Filters' })).toContainText(first);
  await expect.poll(() => total(page, 'Total changes')).toBe(changes - Number(own.replaceAll(',', '')));
  await expect(rowsOf(page, 'Servers').first()).not.toContainText(first);

  await region(page).focus();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+J');
  await expect(page.getByText('2 selected', { exact: true })).toBeVisible();
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(2);
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Show changes' })).toBeFocused();
  expect(await violations(page, 'wcag', '[role="menu"]')).toEqual([]);
  await page.getByRole('menuitem', { name: 'Only Registry' }).press('Enter');
  await expect(page.getByRole('list', { name: 'Filters' })).toContainText('Registry');
  await expect(region(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByText('2 selected', { exact: true })).toHaveCount(0);
});
