import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentOperationStatus } from '#core/fim/agent-status';
import { listWorkspaces, runQuery } from '../api';
import { expect, test } from '../fixtures';
import { freePort, startServer, type RunningServer } from '../processes';

/** What the owner saves is what the agent then does, within a minute of each step. */

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

test('items added, edited, disabled and deleted in the browser change what the agent reports', async ({ page }) => {
  const [workspace] = await listWorkspaces(server.origin);
  if (!workspace) throw new Error('a first start has a workspace');
  const ask = (query: string) => runQuery(server.origin, workspace.customerId, query);
  /** How many changes the agent reported of a file. */
  const changesOf = async (file: string) =>
    (await ask(`ConfigurationChange | where FileSystemPath == "${file}"`)).length;
  /** How often the agent said that about an item. */
  const said = async (status: AgentOperationStatus, item = 'Watched') =>
    (
      await ask(
        `Operation | where OperationKey == "ChangeTrackingLinuxPath_${item}" and OperationStatus == "${status}"`,
      )
    ).length;

  const watched = join(root, 'watched');
  mkdirSync(join(watched, 'below'), { recursive: true });
  const file = join(watched, 'app.conf');
  const below = join(watched, 'below', 'deep.conf');
  const settings = join(root, 'settings');
  mkdirSync(settings);
  const matched = join(settings, 'a.conf');
  const unmatched = join(settings, 'a.txt');
  const marker = join(root, 'idle', 'marker');
  for (const path of [file, below, matched, unmatched]) appendFileSync(path, 'before it is monitored\n');

  await page.goto(server.origin);
  await page.getByRole('link', { name: 'this-machine' }).click();
  await page.getByRole('button', { name: 'Settings' }).click();
  const tab = page.getByRole('tab', { name: 'Linux files' });
  await tab.click();
  await expect(tab).toHaveAttribute('aria-selected', 'true');
  const pane = page.getByRole('dialog', { name: 'Add Linux file' });
  const add = async (item: string, path: string) => {
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await pane.getByRole('textbox', { name: 'Item name' }).fill(item);
    await pane.getByRole('textbox', { name: 'Path' }).fill(path);
  };
  const save = async () => {
    await pane.getByRole('button', { name: 'Save' }).click();
    await expect(pane).toBeHidden();
  };
  await add('Watched', watched);
  await pane.getByRole('combobox', { name: 'Path type' }).selectOption('Directory');
  await save();
  await add('Matched', join(settings, '*.conf'));
  await pane.getByRole('switch', { name: 'Upload file content' }).check();
  await save();
  await expect.poll(() => said('Baseline ready'), withinAMinute).toBe(1);
  await expect.poll(() => said('Baseline ready', 'Matched'), withinAMinute).toBe(1);

  // Taking them up is no change; what happens from then on is, in the folder itself and where the wildcard matches.
  expect(await changesOf(file)).toBe(0);
  for (const path of [file, below, matched, unmatched]) appendFileSync(path, 'monitored\n');
  await expect.poll(() => changesOf(file), withinAMinute).toBe(1);
  await expect.poll(() => changesOf(matched), withinAMinute).toBe(1);
  appendFileSync(marker, 'x\n');
  await expect.poll(() => changesOf(marker), withinAMinute).toBe(1);
  expect([await changesOf(below), await changesOf(unmatched)]).toEqual([0, 0]);
  // Content is kept of the item that asks for it, and of no other.
  const contents = () => ask('FimFileContent_CL | order by TimeGenerated asc | project FileSystemPath, Content');
  await expect
    .poll(contents, withinAMinute)
    .toContainEqual({ FileSystemPath: matched, Content: 'before it is monitored\nmonitored\n' });
  expect(new Set((await contents()).map(({ FileSystemPath }) => FileSystemPath))).toEqual(new Set([matched]));

  // Edited: everything below it from now on.
  await page.getByRole('row').filter({ hasText: watched }).getByRole('link').click();
  const edit = page.getByRole('dialog', { name: 'Edit Linux file' });
  await edit.getByRole('switch', { name: 'Recursion' }).check();
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => said('Baseline ready'), withinAMinute).toBe(2);
  appendFileSync(below, 'below it\n');
  await expect.poll(() => changesOf(below), withinAMinute).toBe(1);

  const scopeChanges = await said('Scope changed');
  await page.getByRole('switch', { name: `Enabled: ${watched}` }).uncheck();
  await expect.poll(() => said('Scope changed'), withinAMinute).toBe(scopeChanges + 1);
  appendFileSync(file, 'while disabled\n');

  await page.getByRole('switch', { name: `Enabled: ${watched}` }).check();
  await expect.poll(() => said('Baseline ready'), withinAMinute).toBe(3);
  appendFileSync(file, 'monitored again\n');
  await expect.poll(() => changesOf(file), withinAMinute).toBe(2);

  await page.getByRole('row').filter({ hasText: watched }).getByRole('link').click();
  await edit.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText(`Deleted ${watched}.`)).toBeVisible();
  await expect.poll(() => said('Scope changed'), withinAMinute).toBe(scopeChanges + 2);
  appendFileSync(file, 'after it was deleted\n');
  appendFileSync(marker, 'x\n');
  // The marker comes after the file's last change: once it is reported, that would have been too.
  await expect.poll(() => changesOf(marker), withinAMinute).toBe(2);
  expect(await changesOf(file)).toBe(2);
});
