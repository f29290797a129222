import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';

/** The list of a large company, and what only the demo can force on it. */
const names = (page: Page) =>
  page.getByRole('table', { name: 'Workspaces' }).locator('td:first-child').getByRole('link');
const large = (page: Page) => page.addInitScript(() => sessionStorage.setItem('fim-demo-scenario', 'workspaces-500'));

const choose = async (page: Page, facet: string, value: RegExp) => {
  await page.getByRole('button', { name: new RegExp(`^Filter by ${facet}`) }).click();
  await page.getByRole('menuitemcheckbox', { name: value }).click();
  await page.keyboard.press('Escape');
};

test('filters by subscription, location and status are in the address, show as chips and survive a reload', async ({
  page,
  open,
}) => {
  await open('/workspaces');
  await expect(names(page)).toHaveCount(12);
  await choose(page, 'subscription', /^Contoso Retail/);
  await expect(names(page)).toHaveCount(4);
  await choose(page, 'location', /^West US 2/);
  await choose(page, 'status', /^Monitored/);
  await expect(names(page)).toHaveText(['retail-stores', 'retail-web']);
  for (const key of ['subscription', 'location', 'status']) await expect(page).toHaveURL(new RegExp(`${key}=`));
  await page.reload();
  await expect(names(page)).toHaveText(['retail-stores', 'retail-web']);
  const chips = page.getByRole('list', { name: 'Filters' });
  await expect(chips.getByRole('listitem')).toHaveText([/Contoso Retail/, /West US 2/, /Monitored/, 'Clear all']);
  await page.getByRole('button', { name: 'Remove filter Location: West US 2' }).click();
  await expect(names(page)).toHaveCount(3);
  await chips.getByRole('button', { name: 'Clear all' }).click();
  await expect(names(page)).toHaveCount(12);
});

test('500 workspaces are all there, one that failed is retried alone, the switcher finds one by name', async ({
  page,
  open,
}) => {
  await large(page);
  await open('/workspaces');
  const table = page.getByRole('table', { name: 'Workspaces' });
  await expect(table).toHaveAttribute('aria-rowcount', '501');
  // The counts of the first team's first workspace fail once.
  await page.getByRole('searchbox', { name: 'Search workspaces' }).fill('billing-01');
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'billing-01', exact: true }) });
  await row.getByRole('button', { name: 'Retry billing-01' }).click();
  await expect(row.getByText('Counts could not be loaded')).toHaveCount(0);
  await expect(row.getByRole('cell').nth(2)).toHaveText('0');
  await page.getByRole('searchbox', { name: 'Search workspaces' }).fill('');
  await expect(table).toHaveAttribute('aria-rowcount', '501');
  // Rows are drawn as they come into view.
  await page.getByRole('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
  await expect(table.locator('[aria-rowindex="501"]').getByRole('link').first()).toBeInViewport();
  expect(await table.getByRole('row').count()).toBeLessThan(130);
  await page.getByRole('searchbox', { name: 'Search workspaces' }).fill('prod-eastus');
  await page.getByRole('link', { name: 'contoso-prod-eastus' }).click();
  await page.getByRole('button', { name: 'Switch workspace' }).click();
  await page.getByRole('searchbox', { name: 'Find a workspace' }).fill('telemetry-48');
  await page
    .getByRole('dialog', { name: 'Switch workspace' })
    .getByRole('link', { name: /^telemetry-48/ })
    .click();
  await expect(page).toHaveURL(/telemetry-48\/servers/);
});

test('a reader sees everything and is told what changes need', async ({ page, open }) => {
  await open('/workspaces');
  await page.getByRole('button', { name: /^Mock data/ }).click();
  await page.getByRole('menuitemradio', { name: /^Reader/ }).click();
  await expect(page.getByRole('button', { name: 'Mock data, reader' })).toBeVisible();
  await page.getByRole('link', { name: 'Enable: retail-warehouse' }).click();
  await expect(page.getByRole('button', { name: 'Enable file integrity monitoring' })).toBeDisabled();
  await page.getByRole('link', { name: 'Workspaces', exact: true }).click();
  await page.getByRole('link', { name: 'contoso-prod-eastus' }).click();
  await page.getByRole('tab', { name: 'Changes' }).click();
  await page.getByRole('button', { name: 'Views' }).click();
  const save = page.getByRole('menuitem', { name: 'Save this view as...' });
  await expect(save).toBeDisabled();
  await expect(page.getByRole('menu')).toContainText('Saving views needs the role Owner or Contributor');
  await page.keyboard.press('Escape');
  // Another role is there at once, in what is already on screen.
  await page.getByRole('button', { name: 'Mock data, reader' }).click();
  await page.getByRole('menuitemradio', { name: /^Owner/ }).click();
  await page.getByRole('button', { name: 'Views' }).click();
  await expect(save).toBeEnabled();
});
