import type { Page, Response } from '@playwright/test';
import * as z from 'zod/mini';
import { columnOf, chooseInFilter, openWorkspace, rowsOf, total } from '../demo-fleet';
import { expect, test } from '../fixtures';

const tables = z.object({
  tables: z.array(z.object({ columns: z.array(z.object({ name: z.string() })), rows: z.array(z.unknown()) })),
});
const replies = z.union([tables, z.object({ responses: z.array(z.object({ body: z.union([tables, z.unknown()]) })) })]);

/** Rows of each table in a reply of the query API, batches included; none for a reply of another kind. The chart's sums are no rows of a list. */
const rowCounts = async (response: Response): Promise<readonly number[]> => {
  const reply = replies.safeParse(await response.json().catch(() => undefined));
  if (!reply.success) return [];
  const bodies = 'tables' in reply.data ? [reply.data] : reply.data.responses.map(({ body }) => body);
  return bodies.flatMap((body) => {
    const parsed = tables.safeParse(body);
    if (!parsed.success) return [];
    const lists = parsed.data.tables.filter(({ columns }) => !columns.some((column) => column.name === 'Bin'));
    return lists.map(({ rows }) => rows.length);
  });
};

const name = 'contoso-prod-eastus';

test('the list holds every change of the range, newest first, and no reply holds more than 1,000 rows', async ({
  page,
  open,
  appMode,
}) => {
  const sizes: number[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/v1/')) void rowCounts(response).then((counts) => sizes.push(...counts));
  });
  await openWorkspace(page, open, name, 'Changes');
  const week = await total(page, 'Total changes');
  // The mock answers without the network until its service worker is there; what comes after can be counted.
  if (appMode === 'mock') await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await chooseInFilter(page, /^Last 30 days/i);
  await expect.poll(() => total(page, 'Total changes')).toBeGreaterThan(week);
  const changes = await total(page, 'Total changes');
  const list = page.getByRole('region', { name: 'Changes' });
  await expect(page.getByRole('table', { name: 'Changes' })).toHaveAttribute('aria-rowcount', String(changes + 1));
  const time = await columnOf(page, 'Changes', 'Change time');
  const first = await rowsOf(page, 'Changes').first().getByRole('cell').nth(time).innerText();
  await list.focus();
  await page.keyboard.press('End');
  const last = rowsOf(page, 'Changes').last();
  await expect(last).toHaveAttribute('aria-rowindex', String(changes + 1));
  await expect.poll(async () => (await last.getByRole('cell').nth(time).innerText()) < first).toBe(true);
  await page.keyboard.press('Home');
  await expect(rowsOf(page, 'Changes').first()).toHaveAttribute('aria-rowindex', '2');
  await expect.poll(() => Math.max(0, ...sizes)).toBeGreaterThan(100);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1000);
});

test('search looks in entities, servers and value data, and stands in the URL', async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Changes');
  await page.keyboard.press('/');
  await page.keyboard.type('helpcontent.aspx');
  await expect(rowsOf(page, 'Changes')).toHaveCount(2);
  await expect(rowsOf(page, 'Changes').last()).toContainText('Added');
  await expect(page).toHaveURL(/q=helpcontent\.aspx/);
  // So does the choice of columns, though in this browser.
  const heads = page.getByRole('table', { name: 'Changes' }).getByRole('columnheader');
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Type', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(heads.filter({ hasText: 'Type' })).toHaveCount(0);
  await page.reload();
  await expect(rowsOf(page, 'Changes')).toHaveCount(2);
  await expect(heads.filter({ hasText: 'Entity' })).toHaveCount(1);
  await expect(heads.filter({ hasText: 'Type' })).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Search changes' }).fill('gfxsvc');
  await expect(rowsOf(page, 'Changes').filter({ hasText: 'Userinit' })).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Search changes' }).fill('nothing is called like this');
  await expect(
    page
      .getByRole('heading', { name: /no changes?/i })
      .or(page.getByText(/no changes? /i))
      .first(),
  ).toBeVisible();
});

test('a change opens beside the list: what changed first, the rest folded', async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Changes');
  await page.getByRole('searchbox', { name: 'Search changes' }).fill('/usr/sbin/sshd');
  await expect(page.getByText(/^\d\d changes$/)).toBeVisible();
  // The replaced sshd lies before the fleet's own update of it, so at the end of the list.
  await page.getByRole('region', { name: 'Changes' }).focus();
  await page.keyboard.press('End');
  const row = rowsOf(page, 'Changes')
    .filter({ hasText: 'app-eus-11' })
    .filter({ hasText: /FileContentChecksum/ });
  await row.last().click();
  const pane = page.getByRole('dialog', { name: '/usr/sbin/sshd' });
  await expect(pane.getByRole('columnheader', { name: 'Value before' }).first()).toBeVisible();
  await expect(pane.getByRole('columnheader', { name: 'Value after' }).first()).toBeVisible();
  await expect(pane.getByRole('row').filter({ hasText: 'FileContentChecksum' }).first()).toBeVisible();
  await expect(pane.getByText('SourceComputerId', { exact: true })).toBeHidden();
  await pane.getByText(/^Unchanged properties \(/).click();
  await expect(pane.getByText('SourceComputerId', { exact: true }).first()).toBeVisible();

  const address = page.url();
  await page.reload();
  await expect(page.getByRole('dialog', { name: '/usr/sbin/sshd' })).toBeVisible();
  await expect(page).toHaveURL(address);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

/** Texts in view that stand in the next column: those that nothing cuts short. Also the number of cells that were looked at. */
const leaving = (page: Page) =>
  rowsOf(page, 'Changes')
    .locator('[data-column]')
    .evaluateAll((cells) => {
      const range = document.createRange();
      const out = cells.filter((cell) => {
        if (cell.querySelector('.cut, [data-fills]:not([data-fits])')) return false;
        // The head of a path may give way alone.
        range.selectNodeContents(cell.querySelector('[data-fits="tail"] > :last-child') ?? cell);
        return range.getBoundingClientRect().right > cell.getBoundingClientRect().right + 1;
      });
      return { looked: cells.length > 0, out: out.map((cell) => cell.textContent) };
    });

test('keyboard alone: walk, open, walk on, close', { tag: '@page' }, async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Changes');
  await expect(rowsOf(page, 'Changes').nth(2).getByRole('link')).toBeVisible();
  await page.getByRole('region', { name: 'Changes' }).focus();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const second = rowsOf(page, 'Changes').nth(1);
  await expect(second).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('Enter');
  const pane = page.getByRole('dialog');
  await expect(pane.getByRole('heading', { level: 2 })).toBeFocused();
  // Beside the pane the columns are narrow, and narrower when the window is.
  await expect.poll(() => leaving(page)).toEqual({ looked: true, out: [] });
  await page.setViewportSize({ width: 1040, height: 800 });
  await expect.poll(() => leaving(page)).toEqual({ looked: true, out: [] });
  await page.setViewportSize({ width: 900, height: 800 });
  // There the pane covers the page, which then takes no focus either.
  await expect(page.getByRole('region', { name: 'Changes' })).toBeHidden();
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(page.getByRole('region', { name: 'Changes' })).toBeVisible();
  // Readers may space letters and words (WCAG 1.4.12): here more than any, so that every column notices.
  await page.evaluate(() => {
    const style = new CSSStyleSheet();
    style.replaceSync('* { letter-spacing: 0.5em !important }');
    document.adoptedStyleSheets.push(style);
  });
  await expect.poll(() => leaving(page)).toEqual({ looked: true, out: [] });
  const before = page.url();
  await pane.getByRole('button', { name: /^Next/ }).click();
  await expect.poll(() => page.url()).not.toBe(before);
  await page.keyboard.press('Escape');
  await expect(pane).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Changes' })).toBeFocused();
});

test('hostile names are text', { tag: '@page' }, async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Changes');
  await chooseInFilter(page, /^Last 30 days/i);
  const search = page.getByRole('searchbox', { name: 'Search changes' });
  await search.fill('<img src=x');
  await expect(rowsOf(page, 'Changes').first()).toContainText('<img src=x onerror=alert(document.domain)>');
  await expect(page.locator('img')).toHaveCount(0);
  await search.fill('invoice');
  // The right-to-left override is shown as an escape instead of turning the name around.
  await expect(rowsOf(page, 'Changes').first()).toContainText(/invoice.*202E.*fdp\.sh/i);
});

test('a change that is not there says so', { tag: '@page' }, async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Changes');
  await expect(rowsOf(page, 'Changes').first()).toBeVisible();
  await page.goto(page.url().replace(/\/changes.*$/, '/changes/00000000-0000-4000-8000-000000000000%3A1'));
  await expect(page.getByRole('dialog').getByText('This change is not here any more')).toBeVisible();
});
