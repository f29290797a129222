import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import type { IngestedRow } from '#core/contract/ingestion';
import { configurationChange } from '#core/fim/tables';
import { createOwnIds, ingestedBatch } from '#engine/ingested-batch';
import { createDuckDbStore } from '#server/duckdb-store';
import { storageOf } from '#server/duckdb-types';
import { buildProgram } from '#server/testing/build-program';
import { spawnServer } from '#server/testing/server-process';
import { uploadRows, uploads } from './agent-rows';
import { cpuOf, medianTaken, type Taken, taken } from './turns';

/**
 * BENCH_ROWS changes (100,000), as BENCH_AGENTS agents (8) send them at once: over HTTP to the built server until all are
 * acknowledged, which is on the disk; ready batches straight into the store; and the same JSON read by DuckDB itself from
 * a file into a table of the same columns, in one transaction. Every run starts with an empty data file. Medians of
 * BENCH_RUNS (3), the sides in turn; processor time is the server's, or the bench's own where there is no server.
 */
const agents = Number(process.env['BENCH_AGENTS'] ?? '8');
const count = Math.ceil(Number(process.env['BENCH_ROWS'] ?? '100000') / uploadRows);
const runs = Number(process.env['BENCH_RUNS'] ?? '3');
const rows = count * uploadRows;

const customerId = '10ca1000-0000-4000-8000-000000000002';
const address = 'dataCollectionRules/dcr-10ca1000000040008000000000000003/streams/Microsoft-ConfigurationChange';

const sent = Array.from(uploads(count, agents), (upload) => JSON.stringify(upload));
const zipped = sent.map((text) => gzipSync(text));
const rowsOf = (text: string): IngestedRow[] => JSON.parse(text);

const work = mkdtempSync(join(tmpdir(), 'fim-ingest-'));
const program = await buildProgram('server');
let folders = 0;
const emptyFolder = () => mkdtempSync(join(work, `${++folders}-`));

/** Uploads of each agent one after the other, all agents at once. */
const byAgents = (send: (upload: number) => Promise<unknown>) =>
  Promise.all(
    Array.from({ length: agents }, async (_, agent) => {
      for (let upload = agent; upload < count; upload += agents) await send(upload);
    }),
  );

async function overHttp(bodies: readonly (string | Uint8Array<ArrayBuffer>)[]): Promise<Taken> {
  const server = spawnServer({ FIM_DATA_DIR: emptyFolder() }, [program.main]);
  const url = `${await server.url()}/${address}?api-version=2023-01-01`;
  const headers = { 'content-type': 'application/json', ...(bodies === zipped && { 'content-encoding': 'gzip' }) };
  const send = async (upload: number) => {
    const { status } = await fetch(url, { method: 'POST', headers, body: bodies[upload] });
    if (status !== 204) throw new Error(`upload ${upload} was answered with ${status}`);
  };
  const result = await taken(
    () => byAgents(send),
    () => cpuOf(server.child.pid),
  );
  server.child.kill('SIGTERM');
  await server.ended();
  return result;
}

async function intoStore(): Promise<Taken> {
  const store = await createDuckDbStore(join(emptyFolder(), 'fim.duckdb'));
  const ownIds = createOwnIds();
  const stamp = { workspace: customerId, receivedAt: Date.now() * 1000, rng: Math.random, ownIds };
  const ready = sent.map((text) => ingestedBatch(configurationChange, rowsOf(text), stamp));
  const result = await taken(() =>
    byAgents(async (upload) => {
      const one = ready[upload];
      if (one) await store.append(customerId, configurationChange, one.batch, one.ids, stamp.receivedAt, one.keyed);
    }),
  );
  await store.close();
  return result;
}

async function byDuckDb(): Promise<Taken> {
  const folder = emptyFolder();
  const file = join(folder, 'rows.json');
  writeFileSync(
    file,
    sent
      .map((text) =>
        rowsOf(text)
          .map((row) => JSON.stringify(row))
          .join('\n'),
      )
      .join('\n'),
  );
  const instance = await DuckDBInstance.create(join(folder, 'rows.duckdb'), { checkpoint_threshold: '1GB' });
  const connection = await instance.connect();
  const columns = configurationChange.columns.map(({ name, type }) => ({ name, type: storageOf(type).sqlType }));
  await connection.run(`CREATE TABLE rows (${columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')})`);
  const types = columns.map(({ name, type }) => `'${name}': '${type}'`).join(', ');
  const result = await taken(() =>
    connection.run(
      `INSERT INTO rows SELECT * FROM read_json('${file}', format = 'newline_delimited', columns = {${types}})`,
    ),
  );
  connection.closeSync();
  instance.closeSync();
  return result;
}

const parsing = () =>
  taken(() => {
    for (const text of sent) rowsOf(text);
  });

const sides: readonly (readonly [name: string, run: () => Promise<Taken>])[] = [
  ["DuckDB's own reader of the same JSON", byDuckDb],
  ['JSON.parse of the same bodies', parsing],
  ['store, ready batches', intoStore],
  ['over HTTP', () => overHttp(sent)],
  ['over HTTP, gzip', () => overHttp(zipped)],
];
const asked = new RegExp(process.env['BENCH_ONLY'] ?? '');
const results = new Map<string, Taken[]>();
try {
  for (let run = 0; run < runs; run++) {
    for (const [name, side] of sides) {
      if (asked.test(name)) results.set(name, [...(results.get(name) ?? []), await side()]);
    }
  }
} finally {
  await program.remove();
  rmSync(work, { recursive: true });
}

const rate = (ms: number) => Math.round((rows / ms) * 1000).toLocaleString('en-US');
const bytes = sent.reduce((sum, text) => sum + text.length, 0);
console.log(`${rows} rows of ${Math.round(bytes / rows)} bytes, ${uploadRows} an upload, ${agents} agents at once`);
console.log(`${''.padEnd(38)}rows/s   rows/s of processor   ratio    cpu`);
const first = results.get(sides[0]?.[0] ?? '');
for (const [name, all] of results) {
  const { wall, cpu } = medianTaken(all);
  const base = first && medianTaken(first);
  console.log(
    `${name.padEnd(38)}${rate(wall).padStart(7)}${rate(cpu).padStart(22)}${
      base ? (wall / base.wall).toFixed(2).padStart(8) + (cpu / base.cpu).toFixed(2).padStart(7) : ''
    }`,
  );
}
