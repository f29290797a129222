import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { configurationChange, operation } from '#core/fim/tables';
import { batchFromRows } from '#core/kql/batch';
import { fixtureNow, fixtureReceivedAt } from '#core/kql/cases/fixture';
import { randomQuery } from '#core/kql/cases/random-plans';
import { randomRows } from '#core/kql/cases/random-rows';
import { seededRandom } from '#core/kql/cases/random-tools';
import { compile } from '#core/kql/compile';
import { execute } from '#core/kql/execute/execute';
import { split } from '#core/kql/split';
import { wireRows } from '#core/kql/wire';
import type { Store } from '#engine/store';
import { createDuckDbStore } from './duckdb-store';
import { isOddText } from './duckdb-text';

const workspaces = ['first', 'second', 'third', 'without rows'];
const counts = 'ConfigurationChange | summarize Rows = count(), Last = max(TimeGenerated) by ConfigChangeType';

let folder: string;
let store: Store;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fim-shared-'));
  store = await createDuckDbStore(join(folder, 'fim.duckdb'));
  const random = seededRandom(7);
  for (const workspace of workspaces) {
    // One is known by rows of another table only.
    const table = workspace === 'without rows' ? operation : configurationChange;
    const rows = randomRows(random, 90).filter(
      (row) => !Object.values(row).some((cell) => typeof cell === 'string' && isOddText(cell)),
    );
    await store.append(workspace, table, batchFromRows(table.columns, rows), [], fixtureReceivedAt);
  }
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** Rows of a query over one workspace, as on the wire; sorted, as a query that does not sort promises no order. */
async function ask(text: string, workspace: string, signal?: AbortSignal): Promise<string> {
  const compiled = compile(text, { tables: [configurationChange], now: fixtureNow });
  if (!compiled.ok) throw new Error(compiled.diagnostics[0]?.message);
  const options = { now: fixtureNow, signal };
  const rows: string[] = [];
  const batches = execute(split(compiled.query.plan, store.capabilities.canPush), {
    ...options,
    scan: (prefix) => store.scan([workspace], prefix, options),
  });
  for await (const batch of batches) rows.push(...wireRows(batch).map((row) => JSON.stringify(row)));
  return rows.toSorted().join('\n');
}

test.each([
  counts,
  'ConfigurationChange | distinct Computer | summarize Value = count(), Least = min(Computer) | extend Slot = datetime(null)',
  'ConfigurationChange | summarize Last = max(TimeGenerated), arg_max(TimeGenerated, Computer), Size = sum(Size)',
])('several workspaces asked at once read the table once, and each gets its own rows: %s', async (text) => {
  const alone: string[] = [];
  for (const workspace of workspaces) alone.push(await ask(text, workspace));
  expect(new Set(alone).size).toBeGreaterThan(2);

  const run = vi.spyOn(DuckDBConnection.prototype, 'run');
  try {
    const together = await Promise.all(workspaces.map((workspace) => ask(text, workspace)));
    expect(together).toEqual(alone);
    expect(run).toHaveBeenCalledTimes(1);
  } finally {
    run.mockRestore();
  }
});

test('who goes away does not take the others along', async () => {
  const leaving = new AbortController();
  const answers = Promise.allSettled(
    workspaces.map((workspace, index) => ask(counts, workspace, index === 0 ? leaving.signal : undefined)),
  );
  leaving.abort();
  const [first, ...others] = await answers;
  expect(first?.status).toBe('rejected');
  expect(others.map((answer) => answer.status === 'fulfilled' && answer.value)).toEqual([
    await ask(counts, 'second'),
    await ask(counts, 'third'),
    await ask(counts, 'without rows'),
  ]);
});

test('random plans give each workspace the same rows alone and together', async () => {
  const random = seededRandom(11);
  for (let plan = 0; plan < 60; plan++) {
    const { text } = randomQuery(random, { overData: false });
    const alone: string[] = [];
    for (const workspace of workspaces) alone.push(await ask(text, workspace));
    expect({ text, rows: await Promise.all(workspaces.map((workspace) => ask(text, workspace))) }).toEqual({
      text,
      rows: alone,
    });
  }
});
