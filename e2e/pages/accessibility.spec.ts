import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { openWorkspace, rowsOf, total } from '../demo-fleet';
import { expect, test } from '../fixtures';

/** Fluent marks its focus sentinels, which axe takes for focusable hidden content. */
const violations = async (page: Page) => {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .exclude('[data-tabster-dummy]')
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
};

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
