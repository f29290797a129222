import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { builtInTables, configurationChange, heartbeat } from '#core/fim/tables';
import { compile } from '#core/kql/compile';
import type { Plan } from '#core/kql/plan';
import { describePlan } from '#core/kql/describe-plan';
import { execute } from '#core/kql/execute/execute';
import { loadRegularExpressions } from '#core/kql/regular-expression';
import { split } from '#core/kql/split';
import { createMemoryStore } from '#engine/memory-store';
import type { Store } from '#engine/store';
import { createDuckDbStore } from '#server/duckdb-store';
import { changeBatches, dataEnd } from './changes-data';
import { columnsOf, handWritten } from './hand-written';
import { fleetSize, heartbeatBatches, workspaceAt } from './heartbeats-data';
import { type Case, cases as questions } from './kql-cases';
import { pageCases, pageRange } from './page-cases';
import { median, medianTaken, type Taken, taken } from './turns';

/**
 * Page queries over BENCH_ROWS changes (a million) and a fifth as many heartbeats in the data file, beside the same
 * questions hand-written in SQL; and over a million at most in memory, beside loops over arrays. The sides take turns, so that what else the machine does
 * hits them alike. Milliseconds, medians of BENCH_RUNS; `cpu` is the ratio of processor time, which a busy machine
 * does not change. BENCH_FILE keeps the data file for the next run, BENCH_ONLY measures the queries whose name matches,
 * BENCH_STORE=duckdb or memory on one store only.
 */
const rows = Number(process.env['BENCH_ROWS'] ?? '1000000');
const runs = Number(process.env['BENCH_RUNS'] ?? '9');
const keptFile = process.env['BENCH_FILE'];
const asked = new RegExp(process.env['BENCH_ONLY'] ?? '');
const cases = [...questions, ...pageCases].filter(({ name }) => asked.test(name));
const stores = process.env['BENCH_STORE'] ?? 'duckdb memory';
const ofPages = new Set(pageCases.map(({ kql }) => kql));
const memoryRows = Math.min(rows, 1_000_000);
const batchRows = 20_000;

/** Medians of sides that take turns, after two rounds that do not count. */
const takeTurns = async (...sides: readonly (() => unknown)[]): Promise<readonly Taken[]> => {
  const all = sides.map((): Taken[] => []);
  for (let run = -2; run < runs; run++) {
    for (const [index, side] of sides.entries()) {
      const one = await taken(side);
      if (run >= 0) all[index]?.push(one);
    }
  }
  return all.map(medianTaken);
};

/** Parsing, binding and cutting one query, milliseconds, warm: what a server does for a text it has not kept. */
const bindMs = (store: Store, kql: string): number => {
  const measured: number[] = [];
  for (let run = 0; run < 300; run++) {
    const start = performance.now();
    planOf(store, kql);
    if (run >= 100) measured.push(performance.now() - start);
  }
  return median(measured);
};

const planOf = (store: Store, kql: string) => {
  const compiled = compile(kql, {
    tables: builtInTables,
    now: dataEnd,
    ...(ofPages.has(kql) && { timespan: pageRange }),
  });
  if (!compiled.ok) throw new Error(compiled.diagnostics.map(({ message }) => message).join('; '));
  return split(compiled.query.plan, store.capabilities.canPush);
};

/** Everything a request does between text and rows. */
const runKql = async (store: Store, { kql, fleet = false }: Case): Promise<number> => {
  const plan = planOf(store, kql);
  const rowsOf = async (workspace: string) => {
    const scan = (prefix: Plan) => store.scan([workspace], prefix, { now: dataEnd });
    let count = 0;
    for await (const batch of execute(plan, { now: dataEnd, scan })) count += batch.length;
    return count;
  };
  const asked = Array.from({ length: fleet ? fleetSize : 1 }, (_, index) => rowsOf(workspaceAt(index + 1)));
  return (await Promise.all(asked)).reduce((sum, each) => sum + each, 0);
};

const fill = async (store: Store, count: number) => {
  const start = performance.now();
  for (const { batch, ids } of changeBatches(count, batchRows))
    await store.append(workspaceAt(1), configurationChange, batch, ids, dataEnd, true);
  const rate = count / ((performance.now() - start) / 1000);
  for (const { workspace, batch, ids } of heartbeatBatches(count / 5, 100_000))
    await store.append(workspace, heartbeat, batch, ids, dataEnd, true);
  return `${count.toLocaleString('en-US')} rows stored, ${Math.round(rate).toLocaleString('en-US')} a second`;
};

const cell = (value: number | undefined, width: number, digits = 1) =>
  (value === undefined ? '' : value.toFixed(digits)).padStart(width);
const ratio = (ours: Taken | undefined, theirs: Taken | undefined, read: (taken: Taken) => number) =>
  ours && theirs && read(ours) / read(theirs);

/** The data file beside SQL whose rows are read, too. */
const benchDuckDb = async (folder: string) => {
  const file = keptFile ?? join(folder, 'bench.duckdb');
  if (!existsSync(file)) {
    const filled = await createDuckDbStore(file);
    console.log(`DuckDB: ${await fill(filled, rows)}`);
    // Both sides read the same checkpointed file.
    await filled.close();
  }
  const store = await createDuckDbStore(file);
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  console.log('query                                    ours      SQL   ratio    cpu  parse+bind  top of the plan');
  for (const each of cases) {
    const { name, kql, sql } = each;
    const [ours, theirs] = await takeTurns(
      () => runKql(store, each),
      async () => (await connection.runAndReadAll(sql)).getRowsJS(),
    );
    const top = describePlan(planOf(store, kql)).split('\n')[0] ?? '';
    console.log(
      `${name.padEnd(36)}${cell(ours?.wall, 9)}${cell(theirs?.wall, 9)}${cell(
        ratio(ours, theirs, ({ wall }) => wall),
        8,
        2,
      )}` +
        `${cell(
          ratio(ours, theirs, ({ cpu }) => cpu),
          7,
          2,
        )}${cell(bindMs(store, kql), 12, 3)}  ${top}`,
    );
  }
  connection.closeSync();
  instance.closeSync();
  await store.close();
};

/** The memory store beside loops that know the question. */
const benchMemory = async () => {
  const store = createMemoryStore();
  console.log(`\nmemory: ${await fill(store, memoryRows)}`);
  const columns = columnsOf(changeBatches(memoryRows, batchRows), memoryRows);
  console.log('query                                    ours     loop   ratio    cpu');
  for (const each of cases) {
    const { name } = each;
    const loop = handWritten[name.split(' ')[0] ?? ''];
    const sides = [() => runKql(store, each), ...(loop ? [() => loop(columns)] : [])];
    const [ours, theirs] = await takeTurns(...sides);
    console.log(
      `${name.padEnd(36)}${cell(ours?.wall, 9)}${cell(theirs?.wall, 9)}${cell(
        ratio(ours, theirs, ({ wall }) => wall),
        8,
        2,
      )}${cell(
        ratio(ours, theirs, ({ cpu }) => cpu),
        7,
        2,
      )}`,
    );
  }
};

await loadRegularExpressions();
const folder = mkdtempSync(join(tmpdir(), 'fim-bench-'));
try {
  if (stores.includes('duckdb')) await benchDuckDb(folder);
  if (stores.includes('memory')) await benchMemory();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
