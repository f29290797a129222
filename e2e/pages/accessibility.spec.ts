import { violations } from '../axe';
import { openWorkspace, rowsOf, total } from '../demo-fleet';
import { expect, test } from '../fixtures';

/** A smoke run over the pages where the server answers; the mock looks at every page and state (e2e/mock/accessibility.spec.ts). */
test('no accessibility violation on the main pages', async ({ page, open }) => {
  await open('/workspaces');
  await expect(page.getByRole('link', { name: 'contoso-prod-eastus' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await openWorkspace(page, open, 'contoso-prod-eastus', 'Servers');
  await total(page, 'Total changes');
  await expect(page.getByRole('button', { name: 'Show as table' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('tab', { name: 'Changes' }).click();
  await rowsOf(page, 'Changes').first().click();
  await expect(page.getByRole('dialog').getByRole('table').first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
