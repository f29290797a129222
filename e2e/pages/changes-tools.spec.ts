import { columnOf, openWorkspace, rowsOf, total } from '../demo-fleet';
import { expect, test } from '../fixtures';

const name = 'contoso-prod-eastus';

test('a facet narrows the page, and its count is the list’s', async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Changes');
  await page.getByRole('button', { name: 'Facets' }).click();
  const added = page.getByRole('region', { name: 'Category' }).getByRole('button', { name: /^Added/ });
  const count = Number((await added.innerText()).replaceAll(/\D/g, ''));
  expect(count).toBeGreaterThan(0);
  await added.click();
  await expect(page.getByRole('list', { name: 'Filters' })).toContainText('Added');
  await expect(page.getByText(`${count.toLocaleString('en-US')} changes`, { exact: true })).toBeVisible();
  await expect.poll(() => total(page, 'Total changes')).toBe(count);
  // Its own terms are left out of its counts: the others can still be chosen.
  await expect(page.getByRole('region', { name: 'Category' }).getByRole('button', { name: /^Removed/ })).toBeVisible();
  await page.getByRole('region', { name: 'Path or key' }).getByRole('button', { name: 'Inside /boot/' }).click();
  await expect(
    page
      .getByRole('region', { name: 'Path or key' })
      .getByTitle(/vmlinuz/)
      .first(),
  ).toBeVisible();
});

test('sorted by server over all rows, and selected rows are copied as a table and as KQL', async ({
  page,
  open,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openWorkspace(page, open, name, 'Changes');
  const list = page.getByRole('region', { name: 'Changes' });
  await page.getByRole('table', { name: 'Changes' }).getByRole('button', { name: 'Server', exact: true }).click();
  await expect(page).toHaveURL(/sort=server/);
  await expect(page.getByRole('columnheader', { name: 'Server' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(rowsOf(page, 'Changes').first()).toContainText('app-eus-01');
  const at = await columnOf(page, 'Changes', 'Server');
  await list.focus();
  await page.keyboard.press('End');
  await expect(rowsOf(page, 'Changes').last().getByRole('cell').nth(at)).toHaveText(/^w/);
  await page.keyboard.press('Home');
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+J');
  await expect(page.getByText('2 selected', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+c');
  await expect(page.getByText('2 changes copied')).toBeVisible();
  const [head = '', ...lines] = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line.split('\t')).toHaveLength(head.split('\t').length);
  await page.getByRole('button', { name: 'Copy as KQL' }).click();
  await expect(page.getByText('KQL copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^ConfigurationChange\n\| where \(RowId_CF/,
  );
});

test('a view is saved by name and brings its filters back', { tag: '@page' }, async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Changes');
  await page.getByRole('searchbox', { name: 'Search changes' }).fill('/usr/sbin/sshd');
  await expect(page).toHaveURL(/q=/);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save this view as...' }).click();
  const view = `Watch sshd ${test.info().project.name}`;
  await page.getByRole('textbox', { name: 'Name' }).fill(view);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Search changes' }).fill('');
  await expect(page).not.toHaveURL(/q=/);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitemradio', { name: view }).click();
  await expect(page.getByRole('searchbox', { name: 'Search changes' })).toHaveValue('/usr/sbin/sshd');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: /^Delete/ }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('flapping entities fold into one row each, and totals stay', async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Changes');
  const all = await total(page, 'Total changes');
  await page.getByRole('switch', { name: 'Collapse flapping' }).click();
  await expect(page.getByText(new RegExp(`^${all.toLocaleString('en-US')} changes, .*flap`))).toBeVisible();
});

test('a hash is looked up in every workspace', { tag: '@page' }, async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Changes');
  await page.getByRole('searchbox', { name: 'Search changes' }).fill('/usr/sbin/sshd');
  await expect(page.getByText(/^\d\d changes$/)).toBeVisible();
  await rowsOf(page, 'Changes')
    .first()
    .click({ button: 'right', position: { x: 40, y: 10 } });
  await page.getByRole('menuitem', { name: 'Find this hash everywhere' }).click();
  const pane = page.getByRole('dialog', { name: 'This hash everywhere' });
  await expect(pane.getByRole('cell', { name: name }).first()).toBeVisible();
  await expect(pane.getByRole('link', { name: /sshd/ }).first()).toBeVisible();
  const hash = new URL(page.url().replace('#/', '')).searchParams.get('hash') ?? '';
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  await page.keyboard.press('Escape');
  await expect(pane).toHaveCount(0);
  // One that was heard of elsewhere, in whatever case, is typed or pasted.
  await page.getByRole('searchbox', { name: 'Search changes' }).fill(hash.toUpperCase());
  await page.getByRole('button', { name: 'Find this hash everywhere' }).click();
  await expect(pane.getByText(/^\d+ places? in \d+ of \d+ workspaces$/)).toBeVisible();
  await expect(pane.getByRole('cell', { name: name }).first()).toBeVisible();
});
