import { violations } from '../axe';
import { openWorkspace, rowsOf, total } from '../demo-fleet';
import { expect, test } from '../fixtures';

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('no accessibility violation on any page', async ({ page, open }) => {
      await open('/workspaces');
      await expect(page.getByRole('link', { name: 'contoso-prod-eastus' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await openWorkspace(page, open, 'contoso-prod-eastus', 'Servers');
      await total(page, 'Total changes');
      await expect(page.getByRole('button', { name: 'Show as table' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('tab', { name: 'Changes' }).click();
      await expect(rowsOf(page, 'Changes').first().getByRole('link')).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await rowsOf(page, 'Changes').first().click();
      await expect(page.getByRole('dialog').getByRole('table').first()).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}
