import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchFromRows } from '#core/kql/batch';
import { fixtureNow, fixtureReceivedAt, fixtureTables, fixtureWorkspace } from '#core/kql/cases/fixture';
import { parseCases } from '#core/kql/cases/parse-cases';
import { caseProblem, comparableRows, runQuery, type CaseStore } from '#core/kql/cases/run-cases';
import type { Store } from '#engine/store';
import { createDuckDbStore } from './duckdb-store';

const folder = join(import.meta.dirname, '..', 'core', 'kql', 'cases');
const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.kql'))
  .flatMap((name) => parseCases(name, readFileSync(join(folder, name), 'utf8')));

let data: string;
let store: Store;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'fim-cases-'));
  store = await createDuckDbStore(join(data, 'fim.duckdb'));
  for (const { table, rows } of fixtureTables) {
    const batch = batchFromRows(table.columns, rows);
    await store.append(fixtureWorkspace, table, batch, [], fixtureReceivedAt);
  }
});
afterAll(async () => {
  await store.close();
  rmSync(data, { recursive: true });
});

const pushing = (on: boolean): CaseStore => ({
  scan: (prefix) => store.scan([fixtureWorkspace], prefix, { now: fixtureNow }),
  canPush: on ? store.capabilities.canPush : () => false,
});

const run = async (query: string, on: boolean) => {
  const outcome = await runQuery(query, pushing(on));
  if (outcome.kind === 'refused') throw new Error(`${query}: ${outcome.message}`);
  return outcome.answer;
};

describe('the case files over DuckDB', () => {
  it.each(cases)('$file: $title', async (expectation) => {
    for (const on of [true, false]) {
      const outcome = await runQuery(expectation.query, pushing(on));
      expect(caseProblem(expectation, outcome), `push-down ${on ? 'on' : 'off'}`).toBeUndefined();
    }
  });

  it('pushes something down for at least a hundred of them', { timeout: 30_000 }, async () => {
    const pushed = await Promise.all(
      cases
        .filter(({ expected }) => expected.kind === 'rows')
        .map(async ({ query }) => (await run(query, true)).pushed.length > 0),
    );
    expect(pushed.filter(Boolean).length).toBeGreaterThanOrEqual(cases.length === 0 ? 0 : 100);
  });
});

const conditions = [
  "Computer == 'web-01'",
  "Computer != 'web-01'",
  "ConfigChangeType =~ 'FILES'",
  "ConfigChangeType !~ 'files'",
  "ChangeCategory in ('Added', 'Removed')",
  "ChangeCategory !in ('Added', 'Removed')",
  "SvcName in~ ('w3svc')",
  "SvcName !in~ ('W3SVC', 'sshd')",
  "RegistryKey contains 'soft'",
  "RegistryKey !contains 'SOFT'",
  "RegistryKey contains_cs 'SOFT'",
  "RegistryKey startswith 'hkey'",
  "RegistryKey endswith 'RUN'",
  "RegistryKey has 'software'",
  "RegistryKey has_cs 'Run'",
  "RegistryKey !has 'run'",
  "FileSystemPath contains_cs 'ssh'",
  "FileSystemPath startswith_cs '/etc'",
  "FieldsChanged has 'size'",
  "FieldsChanged has 'siz'",
  "FieldsChanged hasprefix 'siz'",
  "FieldsChanged hassuffix 'checksum'",
  "FieldsChanged has_any ('Acls', 'size')",
  "FieldsChanged has_all ('FileContentChecksum', 'size')",
  "FieldsChanged has ''",
  'Size > 100',
  'Size <= 12 or PreviousSize >= 1000',
  'not(Size > 100)',
  'not(Size > 100 and PreviousSize > 100)',
  'Size == 12',
  'Size != 12',
  'Size == PreviousSize',
  'Size != PreviousSize',
  'Size == long(null)',
  'Size in (4, 5, 12)',
  'Size !in (4, 5, 12)',
  'Size between (5 .. 200)',
  'Size !between (5 .. 200)',
  'TimeGenerated > datetime(2026-11-21T05:00:00)',
  'TimeGenerated between (datetime(2026-11-20T08:00:00) .. 1d)',
  'DateModified < datetime(2026-11-21)',
  'ingestion_time() <= datetime(2026-11-22T11:30:00)',
  "Actor_CF == 'root' and (Size < 2000 or ProcessId_CF == 1)",
];

const queries = [
  ...conditions.map((condition) => `ConfigurationChange | where ${condition} | project RowId_CF, Size`),
  'ConfigurationChange | count',
  "ConfigurationChange | where Computer == 'nowhere' | count",
  'ConfigurationChange | summarize count() by ConfigChangeType, ChangeCategory',
  'ConfigurationChange | summarize n = count(), s = sum(Size), lo = min(Size), hi = max(TimeGenerated) by Computer',
  'ConfigurationChange | summarize dcount(Computer), dcount(Size), countif(Size > 10), sumif(Size, Size > 10)',
  "ConfigurationChange | where Computer == 'nowhere' | summarize count(), sum(Size), min(Size), max(Computer), dcount(Size)",
  'ConfigurationChange | summarize count() by bin(TimeGenerated, 1h)',
  'ConfigurationChange | summarize count() by bin(TimeGenerated, 7d)',
  'ConfigurationChange | summarize count() by bin(Size, 1000)',
  'ConfigurationChange | summarize arg_max(TimeGenerated, *) by Computer',
  'ConfigurationChange | summarize arg_max(Size, Name, FileSystemPath), arg_min(Size, RowId_CF), count() by ChangeCategory',
  'ConfigurationChange | summarize take_any(Name, RowId_CF) by ChangeCategory',
  'ConfigurationChange | distinct Computer, ConfigChangeType',
  'Heartbeat | summarize arg_max(TimeGenerated, OSType, IsGatewayInstalled, ComputerPrivateIPs, RemoteIPLatitude) by SourceComputerId',
  'Heartbeat | summarize count() by IsGatewayInstalled, OSType',
];

const orderedQueries = [
  'ConfigurationChange | top 10 by TimeGenerated desc | project RowId_CF, TimeGenerated',
  'ConfigurationChange | top 7 by Size asc | project RowId_CF, Size',
  'ConfigurationChange | sort by Size desc, RowId_CF asc | take 7 | project RowId_CF, Size',
  'ConfigurationChange | sort by TimeGenerated desc, RowId_CF desc | take 20 | project RowId_CF',
  'ConfigurationChange | take 5 | project RowId_CF',
  'ConfigurationChange | where Size > 10 | take 5 | project RowId_CF',
  'ConfigurationChange | summarize n = count() by Computer | top 3 by n',
  'ConfigurationChange | summarize n = count() by ChangeCategory, ConfigChangeType | take 3',
  'ConfigurationChange | summarize n = count() by ChangeCategory, ConfigChangeType | sort by n',
  'ConfigurationChange | summarize n = count() by ConfigChangeType | summarize make_list(ConfigChangeType)',
  'ConfigurationChange | top 12 by TimeGenerated desc | where Size > 100 | project RowId_CF | take 2',
  'ConfigurationChange | sort by tolower(RegistryKey) desc, Size asc | extend n = row_number() | where n > 5 and n <= 12 | project n, RowId_CF',
  'ConfigurationChange | sort by strcat(RegistryKey, Computer) asc | extend n = row_number() | where Computer == "web-01" | summarize min(n), count()',
  'ConfigurationChange | sort by Computer asc, Name desc | extend n = row_number(100) | project n, Computer, Name',
  'ConfigurationChange | sort by FileSystemPath asc nulls last | project FileSystemPath',
  'ConfigurationChange | extend Whole = iff(isnotempty(FileSystemPath), FileSystemPath, RegistryKey) | summarize n = count() by Whole | top 5 by n',
  'ConfigurationChange | where strcat(RegistryKey, " | ", ValueName) contains "run" | project RowId_CF | take 3',
  "ConfigurationChange | where Computer == 'nowhere' | summarize m = max(Computer) | where m == '' | project m",
  "ConfigurationChange | where Computer == 'nowhere' | summarize arg_max(TimeGenerated, Computer) | where Computer == '' | project Computer",
];

const pushesFilter = async (query: string): Promise<boolean> => (await run(query, true)).pushed.includes('where');

describe('push-down gives the same rows as TypeScript', () => {
  it.each(queries)('%s', async (query) => {
    const [on, off] = [await run(query, true), await run(query, false)];
    expect(comparableRows(on.rows, false)).toEqual(comparableRows(off.rows, false));
  });

  it.each(orderedQueries)('%s, in the same order', async (query) => {
    const [on, off] = [await run(query, true), await run(query, false)];
    expect(on.pushed.length).toBeGreaterThan(0);
    expect(on.rows).toEqual(off.rows);
  });

  it('leaves nothing of an order and its pages to TypeScript, whatever the text', async () => {
    const order = 'ConfigurationChange | sort by Computer desc, TimeGenerated desc';
    const page = `${order} | extend n = row_number() | where n > 2 and n <= 9 and Computer != "x" | project n, Computer`;
    const { plan, pushed } = await run(page, true);
    expect(pushed).toEqual(expect.arrayContaining(['top', 'where']));
    expect(plan).toMatch(/^remote/);
  });

  it('leaves to TypeScript what ignores case over text that the languages fold differently', async () => {
    expect(await pushesFilter("ConfigurationChange | where RegistryKey contains 'run' | project Size")).toBe(true);
    expect(await pushesFilter("ConfigurationChange | where Computer contains 'istanbul' | project Size")).toBe(false);
    expect(await pushesFilter("ConfigurationChange | where RegistryKey contains 'İ' | project Size")).toBe(false);
    expect(await pushesFilter('ConfigurationChange | where RegistryKey contains_cs "a\\ud800" | project Size')).toBe(
      false,
    );
  });
});
