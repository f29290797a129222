import { addressOf } from '../demo-fleet';
import { expect, test } from '../fixtures';

test('a reader sees all settings and changes none: every control says why', async ({ page, open }) => {
  await page.addInitScript(() => sessionStorage.setItem('fim-demo-role', 'reader'));
  await open(`${addressOf('contoso-payments')}/settings/linux-files`);
  const reason = /Changing the settings needs the role Owner or Contributor/;
  const add = page.getByRole('button', { name: 'Add', exact: true });
  await expect(add).toHaveAttribute('title', reason);
  await expect(add).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('switch', { name: 'Enabled: /etc/crontab' })).toBeDisabled();

  await page.getByRole('row').filter({ hasText: '/etc/crontab' }).getByRole('link').click();
  const pane = page.getByRole('dialog', { name: 'Edit Linux file' });
  await expect(pane.getByRole('textbox', { name: 'Path' })).toHaveValue('/etc/crontab');
  await expect(pane.getByRole('textbox', { name: 'Path' })).toBeDisabled();
  await expect(pane.getByRole('status').getByText(reason)).toBeVisible();
  await expect(pane.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true');
  await expect(pane.getByRole('button', { name: 'Delete' })).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Escape');

  await page.getByRole('tab', { name: 'File content' }).click();
  await expect(page.getByRole('button', { name: 'Turn on for all' })).toBeDisabled();
  await page.getByRole('tab', { name: 'Windows services' }).click();
  await expect(page.getByRole('slider', { name: 'Every' })).toBeDisabled();
});
