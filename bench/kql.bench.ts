import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { configurationChange } from '#core/fim/tables';
import { compile } from '#core/kql/compile';
import { describePlan } from '#core/kql/describe-plan';
import { execute } from '#core/kql/execute/execute';
import { split } from '#core/kql/split';
import { createMemoryStore } from '#engine/memory-store';
import type { Store } from '#engine/store';
import { createDuckDbStore } from '#server/duckdb-store';
import { changeBatches, dataEnd } from './changes-data';

/**
 * Six page queries over a million changes (or BENCH_ROWS) on both stores, and the DuckDB store against the same question
 * hand-written in SQL on the same file. Each figure is the median of the runs after warming up.
 */
const rows = Number(process.env['BENCH_ROWS'] ?? '1000000');
const runs = Number(process.env['BENCH_RUNS'] ?? '9');
const workspace = '22222222-2222-4222-8222-222222222222';

const day = 86_400_000_000;
const iso = (micros: number) => new Date(micros / 1000).toISOString();
const since = (days: number) => iso(dataEnd - days * day);
const searched = ['FileSystemPath', 'RegistryKey', 'ValueName', 'Computer', 'ValueData', 'FieldsChanged', 'Name'];

type Case = { readonly name: string; readonly kql: string; readonly sql: string };

const from = (days: number) => `FROM "ConfigurationChange" WHERE "TimeGenerated" >= TIMESTAMP '${since(days)}'`;

const cases: readonly Case[] = [
  {
    name: 'Q1 bin 1h x category, 14 d',
    kql: `ConfigurationChange | where TimeGenerated >= datetime(${since(14)}) | summarize count() by bin(TimeGenerated, 1h), ChangeCategory`,
    sql: `SELECT time_bucket(INTERVAL 1 HOUR, "TimeGenerated") AS bin, "ChangeCategory", count(*) ${from(14)} GROUP BY ALL`,
  },
  {
    name: 'Q2 computer x type, 7 d',
    kql: `ConfigurationChange | where TimeGenerated >= datetime(${since(7)}) | summarize count() by Computer, ConfigChangeType`,
    sql: `SELECT "Computer", "ConfigChangeType", count(*) ${from(7)} GROUP BY ALL`,
  },
  {
    name: "Q3 has 'sshd', newest 100",
    kql: `ConfigurationChange | where TimeGenerated >= datetime(${since(90)}) | where FileSystemPath has "sshd" | top 100 by TimeGenerated | project TimeGenerated, Computer, FileSystemPath, ChangeCategory`,
    sql: `SELECT "TimeGenerated", "Computer", "FileSystemPath", "ChangeCategory" ${from(90)} AND regexp_matches(lower("FileSystemPath"), '(^|[^a-z0-9])sshd([^a-z0-9]|$)') ORDER BY "TimeGenerated" DESC LIMIT 100`,
  },
  {
    name: 'Q4 totals, 7 d',
    kql: `ConfigurationChange | where TimeGenerated >= datetime(${since(7)}) | summarize Total = count(), Files = countif(ConfigChangeType == "Files"), Registry = countif(ConfigChangeType == "Registry"), Modified = countif(ChangeCategory == "Modified"), Added = countif(ChangeCategory == "Added"), Removed = countif(ChangeCategory == "Removed")`,
    sql: `SELECT count(*), count(*) FILTER ("ConfigChangeType" = 'Files'), count(*) FILTER ("ConfigChangeType" = 'Registry'), count(*) FILTER ("ChangeCategory" = 'Modified'), count(*) FILTER ("ChangeCategory" = 'Added'), count(*) FILTER ("ChangeCategory" = 'Removed') ${from(7)}`,
  },
  {
    name: 'Q5 contains over 7 columns, count',
    kql: `ConfigurationChange | where ${searched.map((column) => `${column} contains "nginx-7"`).join(' or ')} | count`,
    sql: `SELECT count(*) ${from(90)} AND (${searched.map((column) => `contains(lower("${column}"), 'nginx-7')`).join(' OR ')})`,
  },
  {
    name: 'Q6 top 20 paths, 30 d',
    kql: `ConfigurationChange | where TimeGenerated >= datetime(${since(30)}) | summarize Changes = count() by FileSystemPath | top 20 by Changes`,
    sql: `SELECT "FileSystemPath", count(*) AS changes ${from(30)} GROUP BY ALL ORDER BY changes DESC LIMIT 20`,
  },
];

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const time = async (run: () => Promise<unknown>): Promise<number> => {
  await run();
  await run();
  const measured: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await run();
    measured.push(performance.now() - start);
  }
  return median(measured);
};

/** Parsing and binding one query, milliseconds, warm. */
const bindMs = (kql: string): number => {
  const measured: number[] = [];
  for (let run = 0; run < 300; run++) {
    const start = performance.now();
    compile(kql, { tables: [configurationChange], now: dataEnd });
    if (run >= 100) measured.push(performance.now() - start);
  }
  return median(measured);
};

const planOf = (store: Store, kql: string) => {
  const compiled = compile(kql, { tables: [configurationChange], now: dataEnd });
  if (!compiled.ok) throw new Error(compiled.diagnostics.map(({ message }) => message).join('; '));
  return split(compiled.query.plan, store.capabilities.canPush);
};

/** Everything a request does between text and rows. */
const runKql = async (store: Store, kql: string): Promise<number> => {
  const plan = planOf(store, kql);
  const batches = execute(plan, { now: dataEnd, scan: (prefix) => store.scan([workspace], prefix, { now: dataEnd }) });
  let count = 0;
  for await (const batch of batches) count += batch.length;
  return count;
};

const fill = async (store: Store) => {
  const start = performance.now();
  for (const { batch, ids } of changeBatches(rows, 20_000))
    await store.append(workspace, configurationChange, batch, ids, dataEnd);
  return rows / ((performance.now() - start) / 1000);
};

const perSecond = (rate: number) => `${Math.round(rate).toLocaleString('en-US')} rows/s`;
const cell = (value: number, width: number, digits = 1) => value.toFixed(digits).padStart(width);

const folder = mkdtempSync(join(tmpdir(), 'fim-bench-'));
try {
  const memory = createMemoryStore();
  const memoryRate = await fill(memory);
  const file = join(folder, 'bench.duckdb');
  const filled = await createDuckDbStore(file);
  const duckRate = await fill(filled);
  // Both sides read the same checkpointed file.
  await filled.close();
  const duck = await createDuckDbStore(file);
  console.log(
    `${rows.toLocaleString('en-US')} rows; ingest: memory ${perSecond(memoryRate)}, DuckDB ${perSecond(duckRate)}`,
  );

  const memoryMs: number[] = [];
  const duckMs: number[] = [];
  const pushed: string[] = [];
  for (const { kql } of cases) {
    memoryMs.push(await time(() => runKql(memory, kql)));
    duckMs.push(await time(() => runKql(duck, kql)));
    pushed.push(describePlan(planOf(duck, kql)).split('\n')[0] ?? '');
  }
  await duck.close();

  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  console.log(
    '\nquery                               memory ms  DuckDB ms   SQL ms   DuckDB/SQL  memory/SQL  parse+bind ms  top of the plan',
  );
  for (const [index, { name, kql, sql }] of cases.entries()) {
    const sqlMs = await time(() => connection.runAndReadAll(sql));
    const [ours = Number.NaN, theirs = Number.NaN] = [memoryMs[index], duckMs[index]];
    console.log(
      `${name.padEnd(35)}${cell(ours, 10)}${cell(theirs, 11)}${cell(sqlMs, 9)}${cell(theirs / sqlMs, 13, 2)}${cell(ours / sqlMs, 12, 2)}${cell(bindMs(kql), 15, 3)}  ${pushed[index] ?? ''}`,
    );
  }
  connection.closeSync();
  instance.closeSync();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
