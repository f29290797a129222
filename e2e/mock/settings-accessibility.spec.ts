import { violations } from '../axe';
import { addressOf } from '../demo-fleet';
import { expect, test } from '../fixtures';

const settings = `${addressOf('contoso-prod-westeurope')}/settings`;

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('no accessibility violation on any tab or pane of the settings', async ({ page, open }) => {
      await open(`${settings}/registry`);
      await expect(page.getByRole('switch').first()).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      const path = page.getByRole('textbox', { name: 'Windows registry key' });
      await path.fill('HKLM\\');
      await path.blur();
      await expect(page.getByText('A whole hive cannot be watched')).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Discard' }).click();
      await page.getByRole('tab', { name: 'File content' }).click();
      await page.getByText('Storage account of Azure').click();
      await expect(page.getByRole('button', { name: 'Link', exact: true })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('tab', { name: 'Windows services' }).click();
      await expect(page.getByRole('slider', { name: 'Every' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}
