import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { listWorkspaces, runQuery } from '../api';
import { expect, test } from '../fixtures';
import { freePort, startServer, type RunningServer } from '../processes';

/** The promise of the product: a file changes on this machine, an analyst sees it, without a reload, within 10 s. */

const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

const changeRows = (page: Page) => page.getByRole('table', { name: 'Changes' }).getByRole('row');

const rowOf = (page: Page, file: string, category: string) =>
  changeRows(page).filter({ hasText: file }).filter({ hasText: category });

/** Opens a change, reads what the pane says of one property, and closes it again. */
const propertiesOf = async (page: Page, file: string, category: string): Promise<string> => {
  await rowOf(page, file, category).first().click();
  const pane = page.getByRole('dialog', { name: file });
  await expect(pane.getByRole('heading', { level: 2 })).toContainText(file);
  await expect(pane.getByRole('table').first()).toBeVisible();
  await pane
    .getByRole('button', { name: /unchanged/i })
    .or(pane.getByText(/unchanged properties/i))
    .first()
    .click();
  const text = await pane.innerText();
  await page.keyboard.press('Escape');
  await expect(pane).toBeHidden();
  // Leaves the row as well: with a row under the reader's eyes, new ones wait behind a pill.
  await page.keyboard.press('Escape');
  return text;
};

test.describe.configure({ mode: 'serial' });

let root: string;
let dataDir: string;
let server: RunningServer;
let port: number;

const start = async () => {
  server = await startServer({ FIM_PORT: String(port), FIM_DATA_DIR: dataDir, FIM_WATCH: root, FIM_DEMO: '' });
};

test.beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'fim-watched-'));
  dataDir = mkdtempSync(join(tmpdir(), 'fim-data-'));
  port = await freePort();
  writeFileSync(join(root, 'before.conf'), 'there before the baseline\n');
  await start();
});

test.afterAll(async () => {
  await server.stop();
  rmSync(root, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
});

const onlyWorkspace = async () => {
  const [workspace, ...others] = await listWorkspaces(server.origin);
  if (workspace === undefined || others.length > 0) throw new Error('a first start has exactly one workspace');
  return workspace;
};

const rowsInStore = async () =>
  runQuery(
    server.origin,
    (await onlyWorkspace()).customerId,
    `ConfigurationChange | where FileSystemPath startswith "${root}" | order by TimeGenerated asc, RowId_CF asc | project ChangeCategory, Name, FieldsChanged, RowId_CF`,
  );

const baselineReady = async () => {
  const { customerId } = await onlyWorkspace();
  await expect
    .poll(
      async () =>
        runQuery(
          server.origin,
          customerId,
          'Heartbeat | top 1 by TimeGenerated | extend State = tostring(Detail_CF.state) | project State',
        ),
      { timeout: 60_000, message: 'the agent watches' },
    )
    .toEqual([{ State: 'watching' }]);
};

test('a change to a monitored file appears in the Changes tab without a reload', async ({ page }) => {
  await baselineReady();
  await page.goto(server.origin);
  await page.getByRole('link', { name: 'this-machine' }).click();
  await page
    .getByRole('tab', { name: 'Changes' })
    .or(page.getByRole('link', { name: 'Changes', exact: true }))
    .first()
    .click();
  await expect(page.getByText('No changes', { exact: false })).toBeVisible();

  const file = join(root, 'app.conf');
  appendFileSync(file, 'x\n');
  await expect(rowOf(page, 'app.conf', 'Added')).toBeVisible({ timeout: 10_000 });
  const added = await propertiesOf(page, 'app.conf', 'Added');
  expect(added).toContain(sha256(file));
  expect(added).toContain('2 B');

  const before = sha256(file);
  appendFileSync(file, 'second line\n');
  await expect(rowOf(page, 'app.conf', 'Modified')).toBeVisible({ timeout: 10_000 });
  const modified = await propertiesOf(page, 'app.conf', 'Modified');
  expect(modified).toContain(before);
  expect(modified).toContain(sha256(file));

  chmodSync(file, 0o600);
  await expect(rowOf(page, 'app.conf', 'Modified')).toHaveCount(2, { timeout: 10_000 });
  await expect(rowOf(page, 'app.conf', 'Modified').first()).toContainText('Attributes');

  renameSync(file, join(root, 'renamed.conf'));
  await expect(rowOf(page, 'renamed.conf', 'Added')).toBeVisible({ timeout: 10_000 });
  await expect(rowOf(page, 'app.conf', 'Removed')).toBeVisible();
  expect(await propertiesOf(page, 'renamed.conf', 'Added')).toContain(file);

  unlinkSync(join(root, 'renamed.conf'));
  await expect(rowOf(page, 'renamed.conf', 'Removed')).toBeVisible({ timeout: 10_000 });

  expect(
    (await rowsInStore()).map(({ ChangeCategory, Name, FieldsChanged }) => [ChangeCategory, Name, FieldsChanged]),
  ).toEqual([
    ['Added', 'app.conf', ''],
    ['Modified', 'app.conf', expect.stringContaining('FileContentChecksum')],
    ['Modified', 'app.conf', expect.stringContaining('Attributes')],
    ['Removed', 'app.conf', ''],
    ['Added', 'renamed.conf', ''],
    ['Removed', 'renamed.conf', ''],
  ]);
});

test('stopped and started again, history is kept, nothing is reported twice, and what changed meanwhile is reported', async ({
  page,
}) => {
  const before = await rowsInStore();
  expect(await server.stop(), 'exit code after SIGTERM').toBe(0);
  appendFileSync(join(root, 'before.conf'), 'changed while stopped\n');
  await start();

  await expect.poll(async () => (await rowsInStore()).length, { timeout: 60_000 }).toBeGreaterThan(before.length);
  await baselineReady();
  const after = await rowsInStore();
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.slice(before.length).map(({ ChangeCategory, Name }) => [ChangeCategory, Name])).toEqual([
    ['Modified', 'before.conf'],
  ]);

  await page.goto(server.origin);
  await page.getByRole('link', { name: 'this-machine' }).click();
  await page
    .getByRole('tab', { name: 'Changes' })
    .or(page.getByRole('link', { name: 'Changes', exact: true }))
    .first()
    .click();
  await expect(rowOf(page, 'before.conf', 'Modified')).toHaveCount(1);
  await expect(rowOf(page, 'app.conf', 'Added')).toHaveCount(1);
});
