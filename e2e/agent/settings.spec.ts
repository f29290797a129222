import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentOperationStatus } from '#core/fim/agent-status';
import { listWorkspaces, runQuery } from '../api';
import { expect, test } from '../fixtures';
import { freePort, startServer, type RunningServer } from '../processes';

/** What the owner saves is what the agent then does, within a minute of each step. */

const name = 'ChangeTrackingLinuxPath_Watched';
const withinAMinute = { timeout: 60_000 };

let root: string;
let dataDir: string;
let server: RunningServer;

test.beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'fim-settings-'));
  dataDir = mkdtempSync(join(tmpdir(), 'fim-data-'));
  mkdirSync(join(root, 'idle'));
  server = await startServer({
    FIM_PORT: String(await freePort()),
    FIM_DATA_DIR: dataDir,
    FIM_WATCH: join(root, 'idle'),
    FIM_AGENT_POLL_SECONDS: '2',
    FIM_DEMO: '',
  });
});

test.afterAll(async () => {
  await server.stop();
  rmSync(root, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
});

test('an item added, disabled and deleted in the browser changes what the agent reports', async ({ page }) => {
  const [workspace] = await listWorkspaces(server.origin);
  if (!workspace) throw new Error('a first start has a workspace');
  const ask = (query: string) => runQuery(server.origin, workspace.customerId, query);
  /** How many changes the agent reported of a file. */
  const changesOf = async (file: string) =>
    (await ask(`ConfigurationChange | where FileSystemPath == "${file}"`)).length;
  /** How often the agent said that about the item. */
  const said = async (status: AgentOperationStatus) =>
    (await ask(`Operation | where OperationKey == "${name}" and OperationStatus == "${status}"`)).length;

  const watched = join(root, 'watched');
  mkdirSync(watched);
  const file = join(watched, 'app.conf');
  appendFileSync(file, 'before it is monitored\n');

  await page.goto(server.origin);
  await page.getByRole('link', { name: 'this-machine' }).click();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Linux files' }).click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const pane = page.getByRole('dialog', { name: 'Add Linux file' });
  await pane.getByRole('textbox', { name: 'Item name' }).fill('Watched');
  await pane.getByRole('textbox', { name: 'Path' }).fill(watched);
  await pane.getByRole('combobox', { name: 'Path type' }).selectOption('Directory');
  await pane.getByRole('button', { name: 'Save' }).click();
  await expect(pane).toBeHidden();
  await expect.poll(() => said('Baseline ready'), withinAMinute).toBe(1);

  // Taking it up is no change; what happens from then on is.
  expect(await changesOf(file)).toBe(0);
  appendFileSync(file, 'monitored\n');
  await expect.poll(() => changesOf(file), withinAMinute).toBe(1);

  await page.getByRole('switch', { name: `Enabled: ${watched}` }).uncheck();
  await expect.poll(() => said('Scope changed'), withinAMinute).toBe(1);
  appendFileSync(file, 'while disabled\n');

  await page.getByRole('switch', { name: `Enabled: ${watched}` }).check();
  await expect.poll(() => said('Baseline ready'), withinAMinute).toBe(2);
  appendFileSync(file, 'monitored again\n');
  await expect.poll(() => changesOf(file), withinAMinute).toBe(2);

  await page.getByRole('row').filter({ hasText: watched }).getByRole('link').click();
  await page.getByRole('dialog', { name: 'Edit Linux file' }).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText(`Deleted ${watched}.`)).toBeVisible();
  await expect.poll(() => said('Scope changed'), withinAMinute).toBe(2);
  appendFileSync(file, 'after it was deleted\n');
  appendFileSync(join(root, 'idle', 'marker'), 'x\n');
  // The marker comes after the file's last change: once it is reported, that would have been too.
  await expect.poll(() => changesOf(join(root, 'idle', 'marker')), withinAMinute).toBe(1);
  expect(await changesOf(file)).toBe(2);
});
