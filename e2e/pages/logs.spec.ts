import type { Page } from '@playwright/test';
import { addressOf } from '../demo-fleet';
import { expect, test } from '../fixtures';

const name = 'contoso-prod-eastus';
const logs = `${addressOf(name)}/logs`;
const markup = '<img src=x onerror="document.title=1"><b id=injected>';

const withQuery = (kql: string, more = '') => `${logs}?query=${encodeURIComponent(kql)}${more}`;
const editorOf = (page: Page) => page.getByRole('textbox', { name: 'Query', exact: true });
const results = (page: Page) => page.getByRole('region', { name: 'Query results' });

const write = async (page: Page, kql: string) => {
  await editorOf(page).click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(kql);
};

test('a query runs by key, a selection alone; an error is shown where it stands', async ({ page, open }) => {
  await open(logs);
  await write(page, 'print a = 1\n| where Computr == 2');
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByRole('alert')).toContainText('Computr');
  await expect(page.locator('.cm-runError')).toHaveText('Computr');

  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.press('Shift+Enter');
  await expect(results(page)).toContainText('1 row');
  await expect(page.locator('.cm-runError')).toHaveCount(0);
});

test('text, tabs and result outlast a reload', { tag: '@page' }, async ({ page, open }) => {
  await open(logs);
  await write(page, 'print kept = "first"');
  await page.keyboard.press('Shift+Enter');
  await expect(results(page)).toContainText('first');
  await page.getByRole('button', { name: 'New query' }).click();
  await write(page, 'print kept = "second"');
  await expect(page).toHaveURL(/second/);
  await page.reload();
  await expect(editorOf(page)).toContainText('second');
  await page.getByRole('list', { name: 'Open queries' }).getByRole('button', { name: 'Query 1', exact: true }).click();
  await expect(editorOf(page)).toContainText('first');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(results(page)).toContainText('first');
  await page.reload();
  await expect(results(page)).toContainText('first');
});

test('a long query travels compressed; a damaged one is said to be', { tag: '@page' }, async ({ page, open }) => {
  await open(logs);
  const long = `print long = "${'fim '.repeat(600)}end"`;
  await write(page, long);
  await page.keyboard.press('Shift+Enter');
  await expect(page).toHaveURL(/queryz=/);
  await page.reload();
  await expect(editorOf(page)).toContainText('fim end"');
  await open(`${logs}?queryz=AAAA`);
  await page.reload();
  await expect(page.getByText('damaged and could not be read')).toBeVisible();
});

test('the filters of the Changes page open in Logs, and lead back', async ({ page, open }) => {
  await open(`${addressOf(name)}/changes?category=Added&type=Registry`);
  const total = page.getByText(/^[\d,]+ changes$/).first();
  await expect(total).toBeVisible();
  const count = ((await total.textContent()) ?? '').replace(/ changes$/, '');
  await page.getByRole('button', { name: 'Open in Logs' }).last().click();
  await expect(page).toHaveURL(/\/logs\?/);
  await expect(editorOf(page)).toContainText('ChangeCategory in ("Added")');
  await expect(results(page)).toContainText(`${count} rows`);
  await page.getByRole('link', { name: 'Open as a list of changes' }).click();
  await expect(page).toHaveURL(/\/changes\?(?=.*category=Added)(?=.*type=Registry)/);
  await expect(page.getByText(`${count} changes`, { exact: true }).first()).toBeVisible();
});

test('a query is saved as a function, found, called, opened and deleted', async ({ page, open, appMode }) => {
  const title = `Saved ${appMode} ${markup}`;
  await open(withQuery('print saved = 1'));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(title);
  await dialog.getByRole('combobox', { name: 'Category' }).fill('End to end');
  await dialog.getByRole('textbox', { name: 'Function name' }).fill('EndToEnd');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: 'New query' }).click();
  await page.getByRole('region', { name: 'Functions' }).getByRole('button', { name: 'EndToEnd' }).click();
  await expect(editorOf(page)).toContainText('EndToEnd()');
  await page.keyboard.press('Shift+Enter');
  await expect(results(page)).toContainText('1 row');
  await page.getByRole('tab', { name: 'Queries' }).click();
  const group = page.getByRole('region', { name: 'End to end' });
  await group.getByRole('button', { name: title }).first().click();
  await expect(editorOf(page)).toContainText('print saved = 1');
  await group.getByRole('button', { name: `Delete ${title}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(group).toHaveCount(0);
  await expect(page.locator('#injected')).toHaveCount(0);
});

test('values that look like markup or hide their direction stay text', { tag: '@page' }, async ({ page, open }) => {
  const hostile = `print evil = "${markup.replaceAll('"', '\\"')}\\u202Egnp.exe", bag = dynamic({"${'<b id=injected>'}": "x"})`;
  await open(withQuery(hostile, '&run=true'));
  await expect(results(page)).toContainText('<img src=x');
  await expect(results(page)).toContainText(String.raw`\u202Egnp.exe`);
  expect(await page.locator('body').innerText()).not.toContain('\u202E');
  await expect(page.locator('#injected, img[src="x"]')).toHaveCount(0);
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('list', { name: 'History' })).toContainText('print evil');
});

test('tables can be searched and put into the query; the range gives way to the text', { tag: '@page' }, async ({
  page,
  open,
}) => {
  await open(logs);
  const other = page.getByRole('button', { name: 'Operation', exact: true });
  await expect(other).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search tables and columns' }).fill('heartb');
  await expect(other).toHaveCount(0);
  await page.getByRole('button', { name: 'Heartbeat', exact: true }).click();
  await expect(editorOf(page)).toContainText('Heartbeat');
  await expect(page.getByRole('button', { name: 'Last 7 days' })).toBeVisible();
  await page.keyboard.insertText(' | where TimeGenerated > ago(1d) | count');
  await expect(page.getByRole('button', { name: 'Set in query' })).toBeVisible();
  await page.keyboard.press('Shift+Enter');
  await expect(results(page)).toContainText('1 row');
});
