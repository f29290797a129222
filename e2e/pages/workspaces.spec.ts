import { expect, test } from '../fixtures';

const demoRow = 'contoso-prod-eastus';

test('the list shows what changed in each workspace and where monitoring is off', async ({ page, open }) => {
  await open('/workspaces');
  const table = page.getByRole('table', { name: 'Workspaces' });
  const row = (name: string) => table.getByRole('row').filter({ hasText: name });
  await expect(row(demoRow)).toContainText('East US');
  await expect(row(demoRow)).toContainText('Contoso Production');
  // 70 servers by the fleet's plan; the count of changes is whatever the week brought, in thousands.
  await expect(row(demoRow).getByRole('cell').nth(2)).toHaveText(/^\d+$/);
  await expect(row(demoRow).getByRole('cell').nth(1)).toContainText(/\d/);
  await expect(row('retail-warehouse').getByRole('cell').nth(1)).toHaveText('-');
  await expect(row('retail-warehouse').getByRole('link', { name: /^Enable/ })).toBeVisible();
  await expect(row('corp-identity').getByRole('link', { name: /^Upgrade plan/ })).toBeVisible();
});

test('search and order are in the URL and survive a reload', { tag: '@page' }, async ({ page, open }) => {
  await open('/workspaces');
  const names = page
    .getByRole('table', { name: 'Workspaces' })
    .getByRole('link', { name: /^(contoso|retail|corp|dev)-/ });
  await expect(names.first()).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search workspaces' }).fill('retail');
  await expect(names).toHaveCount(4);
  await page.getByRole('button', { name: /Workspace name/ }).click();
  await expect(names.first()).toHaveText('retail-web');
  await page.reload();
  await expect(names).toHaveCount(4);
  await expect(names.first()).toHaveText('retail-web');
});

test('a search that finds nothing says so and can be cleared', { tag: '@page' }, async ({ page, open }) => {
  await open('/workspaces?q=no-such-workspace');
  await expect(page.getByText('No workspace matches "no-such-workspace".')).toBeVisible();
  await page.getByRole('button', { name: 'Clear search' }).last().click();
  await expect(page.getByRole('link', { name: demoRow })).toBeVisible();
});

test('a workspace opens its dashboard, and a wrong address says what is wrong', async ({ page, open }) => {
  await open('/workspaces');
  await page.getByRole('link', { name: demoRow }).click();
  await expect(page.getByRole('tab', { name: 'Servers' })).toHaveAttribute('aria-selected', 'true');
  await open('/workspaces/00000000-0000-0000-0000-000000000000/none/none/servers');
  await expect(page.getByRole('heading', { name: /workspace/i }).first()).toBeVisible();
  await open('/no/such/page');
  await expect(page.getByRole('link', { name: /workspaces/i }).first()).toBeVisible();
});
