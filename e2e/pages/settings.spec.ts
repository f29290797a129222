import type { Page } from '@playwright/test';
import { propertiesOf, putLinuxItem } from '../data-sources';
import { addressOf } from '../demo-fleet';
import { expect, test } from '../fixtures';

/** Workspaces whose settings no other spec looks at: one for each story that changes something. */
const edited = 'contoso-analytics-gcp';
const fought = 'contoso-edge-aws';

const row = (page: Page, path: string) =>
  page.getByRole('table', { name: 'Linux files' }).getByRole('row').filter({ hasText: path });
const save = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true });

test('an owner adds, edits, switches and deletes an item, and takes it back', async ({ page, open }) => {
  await open(`${addressOf(edited)}/servers`);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByText('No results')).toBeVisible();
  await page.getByRole('tab', { name: 'Linux files' }).click();
  await expect(row(page, '/etc/crontab')).toBeVisible();
  await expect(page.getByText('20 of 500 files')).toBeVisible();

  // A path the rules refuse, with the reason, then one they take.
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const pane = page.getByRole('dialog', { name: 'Add Linux file' });
  await expect(pane.getByText('A name is required.')).toBeVisible();
  await pane.getByRole('textbox', { name: 'Item name' }).fill('Spark');
  const path = pane.getByRole('textbox', { name: 'Path' });
  await path.fill('/opt/*/spark.conf');
  await expect(pane.getByText('A wildcard is allowed only in the last segment of the path. Example:')).toBeVisible();
  await expect(save(page)).toHaveAttribute('aria-disabled', 'true');
  await path.fill('/etc/spark.conf');
  await expect(pane.getByText('Already covered by /etc/*.conf')).toBeVisible();
  await save(page).click();
  await expect(pane).toBeHidden();
  await expect(row(page, '/etc/spark.conf')).toContainText('Custom');
  await expect(page.getByText('21 of 500 files')).toBeVisible();

  // Input is not lost by a click elsewhere.
  await row(page, '/etc/spark.conf').getByRole('link').click();
  const edit = page.getByRole('dialog', { name: 'Edit Linux file' });
  await expect(edit.getByRole('textbox', { name: 'Item name' })).toBeDisabled();
  await edit.getByRole('textbox', { name: 'Path' }).fill('/srv/spark');
  await page.getByRole('tab', { name: 'Windows files' }).click();
  await page.getByRole('button', { name: 'Keep editing' }).click();
  await expect(edit.getByRole('textbox', { name: 'Path' })).toHaveValue('/srv/spark');
  await edit.getByRole('combobox', { name: 'Path type' }).selectOption('Directory');
  await edit.getByRole('switch', { name: 'Recursion' }).click();
  await save(page).click();
  await expect(row(page, '/srv/spark')).toContainText('Directory');

  await page.getByRole('switch', { name: 'Enabled: /srv/spark' }).uncheck();
  await expect(page.getByText('Disabled /srv/spark.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Undone.')).toBeVisible();
  await expect(page.getByRole('switch', { name: 'Enabled: /srv/spark' })).toBeChecked();

  // Several at once, after a look, and back.
  await page.getByRole('button', { name: 'Custom 4' }).click();
  await page.getByRole('checkbox', { name: 'Select all loaded rows' }).check();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 4 items' });
  await expect(dialog.getByRole('listitem')).toHaveCount(4);
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('Deleted 4 items.')).toBeVisible();
  await expect(row(page, '/srv/spark')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, '/srv/spark')).toHaveCount(1);

  // The other tabs: content of all items at once, and the frequency by keyboard.
  await page.getByRole('tab', { name: 'File content' }).click();
  await page.getByRole('button', { name: 'Turn on for all' }).click();
  await page.getByRole('button', { name: 'Turn on', exact: true }).click();
  await expect(page.getByText('22 of 22 file items')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('0 of 22 file items')).toBeVisible();
  await page.getByRole('tab', { name: 'Windows services' }).click();
  await page.getByRole('slider', { name: 'Every' }).press('ArrowLeft');
  await expect(page.getByRole('spinbutton', { name: 'Seconds' })).toHaveValue('1790');
  await page.getByRole('spinbutton', { name: 'Seconds' }).fill('5');
  await expect(page.getByText('A whole number from 10 to 1,800.')).toBeVisible();
  await page.getByRole('spinbutton', { name: 'Seconds' }).fill('90');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('every 1 min 30 s')).toBeVisible();
});

test('a second writer loses nothing, and what an edit does not touch stays as it was written', {
  tag: '@page',
}, async ({ page, open }) => {
  const name = 'ChangeTrackingLinuxPath_Loose';
  const loose = {
    enabled: 'True',
    destinationPath: '/etc/loose',
    groupTag: 'Custom',
    recurse: 'false',
    somethingNew: { deep: [1, '2'] },
  };
  await open(`${addressOf(fought)}/settings/linux-files`);
  await expect(row(page, '/etc/nginx')).toBeVisible();
  await putLinuxItem(page, fought, name, loose);
  await page.reload();
  await row(page, '/etc/loose').getByRole('link').click();
  const pane = page.getByRole('dialog', { name: 'Edit Linux file' });
  await pane.getByRole('combobox', { name: 'Group' }).fill('Mine');
  await save(page).click();
  await expect(pane).toBeHidden();
  expect(await propertiesOf(page, fought, name)).toEqual({ ...loose, groupTag: 'Mine' });

  // Both change the path, they alone change recursion.
  await row(page, '/etc/loose').getByRole('link').click();
  await pane.getByRole('textbox', { name: 'Path' }).fill('/etc/mine');
  await putLinuxItem(page, fought, name, { ...loose, destinationPath: '/etc/theirs', recurse: true });
  await save(page).click();
  const conflict = pane.getByRole('table');
  await expect(conflict.getByRole('row', { name: /^Path/ })).toContainText('/etc/loose/etc/theirs/etc/mine');
  await expect(conflict.getByRole('row', { name: /^Recursion/ }).getByRole('radio', { name: 'Theirs' })).toBeChecked();
  await conflict.getByRole('row', { name: /^Path/ }).getByRole('radio', { name: 'Yours' }).check();
  await pane.getByRole('button', { name: 'Save the merged item' }).click();
  await expect(pane).toBeHidden();
  expect(await propertiesOf(page, fought, name)).toEqual({ ...loose, destinationPath: '/etc/mine', recurse: true });
});
