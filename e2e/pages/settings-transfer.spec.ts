import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { propertiesOf } from '../data-sources';
import { addressOf } from '../demo-fleet';
import { expect, test } from '../fixtures';

// They change the settings of two workspaces, which no other spec does.
test.describe.configure({ mode: 'serial' });

const settings = `${addressOf('retail-web')}/settings`;
const target = 'retail-warehouse';

const command = (page: Page, name: string) =>
  page.getByRole('toolbar', { name: 'Page commands' }).getByRole('button', { name, exact: true });
const records = (page: Page) => page.getByRole('list', { name: 'Changes of the settings' }).locator('summary');

const file = (name: string, content: unknown) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(content)),
});

type Exported = { dataSources: { name: string; kind: string; properties: Record<string, unknown> }[] };

test('settings are exported, imported after a dry run, undone, and every step is in the history', async ({
  page,
  open,
  appMode,
}) => {
  await open(`${settings}/history`);
  const none = page.getByText('No change recorded yet');
  await expect(none.or(records(page).first())).toBeVisible();
  const known = await records(page).count();
  const download = page.waitForEvent('download');
  await command(page, 'Export').click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('fim-configuration-retail-web-2026-11-20.json');
  const exported: Exported = JSON.parse(await readFile(await saved.path(), 'utf8'));
  expect(exported.dataSources).toHaveLength(21);

  // A broken file is refused as a whole.
  await command(page, 'Import').click();
  const picker = page.getByLabel('Configuration file');
  await picker.setInputFiles(
    file('broken.json', { ...exported, dataSources: [...exported.dataSources, { name: 'x' }] }),
  );
  await expect(page.getByRole('alert')).toContainText('Entry 22 (x), kind: It has to be text.');

  // One entry more, one written otherwise, one left out.
  const [first, second, ...rest] = exported.dataSources;
  if (!first || !second) throw new Error('nothing was exported');
  const added = { ...first, name: `${first.kind}_Added`, properties: { destinationPath: '/srv/added', odd: 'kept' } };
  const changed = { ...first, properties: { ...first.properties, enabled: 'False' } };
  await picker.setInputFiles(file('settings.json', { ...exported, dataSources: [added, changed, ...rest] }));
  const differences = page.getByRole('group', { name: 'Differences' });
  await expect(differences.getByRole('row', { name: 'enabled true "False"' })).toBeVisible();
  await expect(differences).toContainText('19 entries are the same on both sides');
  await page.getByRole('checkbox', { name: 'All of Only here' }).check();
  await page.getByRole('button', { name: 'Apply 3 changes' }).click();
  await expect(page.getByText('Imported settings.json: 1 added, 1 changed, 1 removed.')).toBeVisible();
  await expect(records(page)).toHaveCount(known + 3);
  const actor = appMode === 'mock' ? 'demo-owner@contoso.example' : /\S/;
  await expect(records(page).filter({ hasText: '/srv/added' }).first()).toContainText(actor);

  // The history outlives a reload, in the demo for as long as the tab does.
  await page.reload();
  await expect(records(page)).toHaveCount(known + 3);

  // One of them back as it was, and that undone.
  await records(page).filter({ hasText: 'Modified' }).first().click();
  await page.getByRole('button', { name: 'Restore as before this change' }).click();
  await page.getByRole('button', { name: 'Restore 1 change' }).click();
  await expect(page.getByText(/^Restored .*: 1 /)).toBeVisible();
  await expect(records(page)).toHaveCount(known + 4);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Undone.')).toBeVisible();
  await expect(records(page)).toHaveCount(known + 5);

  // Everything as it stood after the first of the three, and that undone.
  await records(page).nth(4).click();
  await page.getByRole('button', { name: 'Restore all settings as of this moment' }).last().click();
  const restore = page.getByRole('alertdialog', { name: /^Restore the settings as of 2026-11-20/ });
  await expect(restore.getByRole('group', { name: 'Differences' })).toContainText('entries are the same on both sides');
  await restore.getByRole('button', { name: 'Restore 2 changes' }).click();
  await expect(page.getByText(/^Restored the settings as of 2026-11-20 .*: 1 /)).toBeVisible();
  await expect(records(page)).toHaveCount(known + 7);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Undone.')).toBeVisible();
  await expect(records(page)).toHaveCount(known + 9);

  // What was imported goes on to another workspace, after a look, and is taken back there.
  await command(page, 'Copy to workspace').click();
  await page.getByRole('combobox', { name: 'To workspace' }).click();
  await expect(page.getByRole('option', { name: /^retail-web / })).toHaveCount(0);
  await page.getByRole('option', { name: new RegExp(`^${target} `) }).click();
  await expect(differences.getByRole('checkbox', { name: 'Apply /srv/added' })).toBeChecked();
  expect(await propertiesOf(page, target, added.name)).toBe(404);
  await page.getByRole('button', { name: /^Apply \d+ changes$/ }).click();
  await expect(page.getByText(new RegExp(`^Copied to ${target}: \\d+ added`))).toBeVisible();
  expect(await propertiesOf(page, target, added.name)).toEqual(added.properties);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => propertiesOf(page, target, added.name)).toBe(404);

  // The exported file brings everything back, byte for byte.
  await command(page, 'Import').click();
  await picker.setInputFiles(file('exported.json', exported));
  await page.getByRole('checkbox', { name: 'All of Only here' }).check();
  await page.getByRole('button', { name: 'Apply 3 changes' }).click();
  await expect(page.getByText(/Imported exported.json/)).toBeVisible();
  const again = page.waitForEvent('download');
  await command(page, 'Export').click();
  const restored: Exported = JSON.parse(await readFile(await (await again).path(), 'utf8'));
  expect(JSON.stringify(restored.dataSources)).toBe(JSON.stringify(exported.dataSources));
});

test('the path lab counts what a pattern matches before it is saved, and says what is unknown', async ({
  page,
  open,
}) => {
  await open(`${settings}/linux-files/new`);
  const lab = page.getByRole('region', { name: 'Path lab' });
  const path = page.getByRole('dialog').getByRole('textbox', { name: /^Path/ });
  await path.fill('/etc/*.conf');
  await expect(lab).toContainText('Matches at least 6 files on 2 servers, of 2 that sent an inventory.');
  await expect(lab.getByRole('row', { name: /^shop-web-07 3 \d+$/ })).toBeVisible();
  await expect(lab).toContainText(/At least \d+ changes on 14 servers in the last 30 days/);
  await expect(lab).toContainText('/etc/logrotate.conf');
  await path.fill('/srv/new/*');
  await expect(lab).toContainText('Unknown: nothing on these servers collects this folder yet.');
  await open(`${settings}/windows-files/new`);
  await page.getByRole('dialog').getByRole('textbox', { name: /^Path/ }).fill('%winDir%\\System32\\*.*');
  await expect(lab).toContainText('Unknown: %winDir% is resolved on each machine only.');
});

test('all settings go only after a look and the typed name, and come back by undo', { tag: '@page' }, async ({
  page,
  open,
}) => {
  await open(`${settings}/linux-files`);
  await command(page, 'Delete all').click();
  const remove = page.getByRole('button', { name: 'Delete 21 entries' });
  await expect(remove).toBeDisabled();
  await page.getByRole('textbox', { name: 'Type retail-web to confirm' }).fill('retail-web');
  await remove.click();
  await expect(page.getByText('Settings deleted: 21 removed.')).toBeVisible();
  await expect(page.getByText('Nothing of this kind is monitored')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Undone.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Linux files' }).getByText('/etc/crontab')).toBeVisible();
});
