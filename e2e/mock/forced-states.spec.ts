import type { Page } from '@playwright/test';
import { addressOf, rowsOf } from '../demo-fleet';
import { expect, test } from '../fixtures';

/** Every state on every page where it can occur, forced by a sentinel in what the page asks for, or on every request. */
const prod = addressOf('contoso-prod-eastus');

/** From the next load on, every request gets the answer of this sentinel; none with `''`. */
const force = (page: Page, sentinel: string) =>
  page.evaluate((text) => sessionStorage.setItem('fim-demo-force', text && `fim-sentinel-${text}`), sentinel);

const failure = async (page: Page, title: string | RegExp, code: string) => {
  const panel = page.getByRole('alert').filter({ hasText: title });
  await expect(panel).toContainText(`Code ${code}`);
  await expect(panel).toContainText('00000000-0000-4000-8000-000000000000');
  await expect(panel.getByRole('button', { name: 'Retry' })).toBeVisible();
};
const failures = [
  ['query-error', 'BadGatewayError'],
  ['denied', 'InsufficientAccessError'],
] as const;

test('servers, changes and details say what failed, with code, correlation id and retry', async ({ page, open }) => {
  for (const [sentinel, code] of failures) {
    await open(`${prod}/servers?q=fim-sentinel-${sentinel}`);
    await failure(page, 'The servers could not be loaded', code);
    await failure(page, 'Some figures could not be loaded', code);
    await page.getByRole('tab', { name: 'Changes' }).click();
    await failure(page, 'The changes could not be loaded', code);
    await expect(page.getByText('Loading', { exact: true })).toHaveCount(0);
    await open(`${prod}/changes/fim-sentinel-${sentinel}`);
    await failure(page, 'This change could not be loaded', code);
    await page.keyboard.press('Escape');
  }
});

test('the list and the pages of a workspace say the same of what they cannot read', async ({ page, open }) => {
  await open('/workspaces');
  for (const [sentinel, code] of failures) {
    await force(page, sentinel);
    await page.reload();
    await failure(page, 'The subscriptions could not be loaded', code);
    for (const path of ['servers', 'enable', 'disable', 'plan']) {
      await open(`${prod}/${path}`);
      await failure(page, 'The workspace could not be loaded', code);
    }
    await open('/workspaces');
  }
  // Retry is what it says.
  await force(page, '');
  await page.reload();
  await expect(page.getByRole('link', { name: 'contoso-prod-eastus' })).toBeVisible();
});

test('a service that asks for a pause gets it, and the page says until when', async ({ page, open }) => {
  test.slow();
  await open(`${prod}/changes?q=fim-sentinel-throttled`);
  await expect(page.getByText(/The service asked for a pause until \d\d:\d\d/)).toBeVisible();
  await expect(page.getByText('ThrottledError').first()).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search changes' }).fill('');
  await expect(rowsOf(page, 'Changes').first()).toBeVisible();
});

test('partial results are labelled on both tabs, and what was read stays without an answer', async ({ page, open }) => {
  await open(`${prod}/servers?q=fim-sentinel-partial`);
  await expect(page.getByText('This table is incomplete')).toBeVisible();
  await expect(page.getByText(/^Partial figures/)).toBeVisible();
  await page.getByRole('tab', { name: 'Changes' }).click();
  await expect(page.getByText('This list is incomplete')).toBeVisible();
  await expect(page.getByText('No change in what was read')).toBeVisible();
  await open('/workspaces');
  await force(page, 'offline');
  await page.reload();
  await expect(page.getByText(/No answer from the server since/)).toBeVisible();
  await force(page, 'expired');
  await page.reload();
  await expect(page.getByText(/Your sign-in ran out at/)).toBeVisible();
});

test('what is empty says what to widen', async ({ page, open }) => {
  await open(`${prod}/changes?q=nothing-is-called-this`);
  await expect(page.getByText('No change matches')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Show last/ })).toBeVisible();
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await expect(rowsOf(page, 'Changes').first()).toBeVisible();
  await open(`${prod}/servers?find=nothing-is-called-this`);
  await page.getByRole('button', { name: 'Clear search', exact: true }).last().click();
  await expect(rowsOf(page, 'Servers').first()).toBeVisible();
  await open(`${prod}/changes/00000000-0000-4000-8000-000000000000:1`);
  const pane = page.getByRole('dialog');
  await expect(pane).toContainText('This change is not here any more');
  await pane.getByRole('button', { name: 'Back to the list' }).click();
  await expect(pane).toHaveCount(0);
});

/** Layout shifts since the page was opened, as Chromium scores them, with what moved. */
const shifts = (page: Page) =>
  page.evaluate(async () => {
    const seen: PerformanceEntry[] = [];
    const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    await new Promise((done) => setTimeout(done, 100));
    observer.disconnect();
    // It runs in the page, where nothing of this file is.
    // oxlint-disable-next-line unicorn/consistent-function-scoping
    const nameOf = (source: unknown) => {
      const node: unknown = Reflect.get(Object(source), 'node');
      return node instanceof Element ? `${node.tagName}.${node.className.toString().slice(0, 40)}` : '';
    };
    return seen
      .filter((entry) => Number(Reflect.get(entry, 'value')) > 0.0005)
      .map((entry) => ({
        value: Number(Reflect.get(entry, 'value')),
        moved: [...(Reflect.get(entry, 'sources') ?? [])].map(nameOf),
      }));
  });
const expectStill = async (page: Page, where: string) => {
  const seen = await shifts(page);
  const total = seen.reduce((sum, { value }) => sum + value, 0);
  test.info().annotations.push({ type: `shift, ${where}`, description: total.toFixed(4) });
  expect.soft(total, `${where}: ${JSON.stringify(seen)}`).toBeLessThan(0.02);
};

/** Every row passes this filter, three seconds late. */
const slowly = `path=${encodeURIComponent('!fim-sentinel-slow')}`;

test('nothing moves when slow answers take the place of their skeletons: servers', async ({ page, open }) => {
  await open(`${prod}/servers?${slowly}`);
  await expect(page.getByRole('table', { name: 'Servers' })).toBeVisible();
  await expect(rowsOf(page, 'Servers').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Summary' })).toHaveAttribute('aria-busy', 'false');
  await expect(page.getByText('Stack by type')).toBeVisible();
  await expectStill(page, 'servers');
});

test('nothing moves when slow answers take the place of their skeletons: changes, then details', async ({
  page,
  open,
}) => {
  await open(`${prod}/changes?${slowly}`);
  await expect(rowsOf(page, 'Changes').first()).toBeVisible();
  await expect(page.getByText('Stack by type')).toBeVisible();
  await expectStill(page, 'changes');
  const href = (await rowsOf(page, 'Changes').first().getByRole('link').getAttribute('href')) ?? '';
  await open(href.replace(/^#/, ''));
  await page.reload();
  await expect(page.getByRole('dialog').getByRole('table').first()).toBeVisible();
  await expectStill(page, 'details');
});

test('nothing moves when slow answers take the place of their skeletons: list', async ({ page, open }) => {
  await page.addInitScript(() => sessionStorage.setItem('fim-demo-force', 'fim-sentinel-slow'));
  await open('/workspaces');
  await expect(page.getByRole('link', { name: 'contoso-prod-eastus' })).toBeVisible();
  await expect(page.getByRole('table').getByText(/\d/).first()).toBeVisible();
  await expectStill(page, 'list');
});
