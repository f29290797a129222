import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fixtureTables } from '#core/kql/cases/fixture';
import { parseCases } from '#core/kql/cases/parse-cases';
import { randomQuery } from '#core/kql/cases/random-plans';
import { seededRandom } from '#core/kql/cases/random-tools';
import { compile } from '#core/kql/compile';
import { withParts } from '#core/kql/lazy-part';
import { columnTypeOf } from '#core/kql/literals';
import type { ColumnSchema, TableSchema } from '#core/kql/schema';
import { createKustoOracle } from './testing/kusto-oracle';

/**
 * Microsoft's own parser and binder as judge of ours: what we accept it accepts, with the same columns; what it rejects
 * we reject; what we do not support is refused by a message that names it. Where the two differ stands with its reason in
 * `oracle-differences.json`, which may only shrink. `KQL_LISTS=write` rewrites that file.
 */
const folder = new URL('../core/kql/cases/', import.meta.url);
const listFile = new URL('oracle-differences.json', folder);
const shared = new URL('../../shared/kql-cases/', import.meta.url);

const listShape = z.object({
  /** What is refused by name though Kusto has it: the messages. */
  unsupported: z.array(z.string()),
  /** By query or its id. `stricter`: only we reject; `laxer`: only it does; `columns`: both accept, the results differ. */
  differences: z.array(
    z.object({
      query: z.string(),
      kind: z.enum(['stricter', 'laxer', 'columns']),
      detail: z.string(),
      reason: z.string(),
    }),
  ),
});
type Lists = z.infer<typeof listShape>;

type Asked = { readonly id: string; readonly query: string; readonly tables: readonly TableSchema[] };

const table = (name: string, columns: string): TableSchema => ({
  name,
  columns: columns.split(' ').flatMap((column): ColumnSchema[] => {
    const [of = '', type = ''] = column.split(':');
    const known = columnTypeOf(type);
    return known === undefined ? [] : [{ name: of, type: known }];
  }),
});

const twoTables = [
  table('T', 'TimeGenerated:datetime s:string n:long d:dynamic r:real b:bool g:guid i:int ts:timespan dec:decimal'),
  table('U', 'TimeGenerated:datetime s:string n:string u:long'),
];
const stored = fixtureTables.map((of) => of.table);

const handWritten = (): readonly Asked[] =>
  readFileSync(new URL('oracle-queries.txt', folder), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('//'))
    .map((query) => ({ id: query, query, tables: twoTables }));

const caseFiles = (): readonly Asked[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.kql'))
    .flatMap((name) => parseCases(name, readFileSync(new URL(name, folder), 'utf8')))
    .map(({ file, title, query }) => ({ id: `${file}: ${title}`, query, tables: stored }));

const generated = (): readonly Asked[] => {
  const random = seededRandom(7);
  return Array.from({ length: 60 }, (_, at) => ({
    id: `random ${at}`,
    query: randomQuery(random, { overData: false }).text,
    tables: stored,
  }));
};

const published = (): readonly Asked[] => {
  const file = new URL('cases.json', shared);
  if (!existsSync(file)) return [];
  const shape = z.object({ cases: z.array(z.object({ id: z.string(), query: z.string() })) });
  return shape.parse(JSON.parse(readFileSync(file, 'utf8'))).cases.map((each) => ({ ...each, tables: [] }));
};

const asWritten = (): readonly Asked[] => {
  const file = new URL('fim-queries.json', shared);
  if (!existsSync(file)) return [];
  const shape = z.object({ queries: z.array(z.object({ id: z.string(), query: z.string() })) });
  const { queries } = shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  return queries.map((each) => ({ ...each, tables: stored }));
};

const now = Date.UTC(2026, 10, 22, 12) * 1000;
const oracles = new Map<readonly TableSchema[], ReturnType<typeof createKustoOracle>>();

const columnText = (columns: readonly { readonly name: string; readonly type: string | undefined }[]): string =>
  columns.map(({ name, type }) => `${name}:${type}`).join(', ');

type Outcome = { readonly unsupported?: string; readonly difference?: Omit<Lists['differences'][number], 'reason'> };

const outcomeOf = async ({ id, query, tables }: Asked): Promise<Outcome> => {
  const ask = oracles.get(tables) ?? createKustoOracle(tables);
  oracles.set(tables, ask);
  const answer = ask(query);
  const compiled = await withParts(async () => compile(query, { tables, now }));
  const difference = (kind: 'stricter' | 'laxer' | 'columns', detail: string) => ({
    difference: { query: id, kind, detail },
  });
  if (compiled.ok) {
    const [error] = answer.errors;
    if (error !== undefined) return difference('laxer', `${error.code} ${error.message}`);
    const ours = columnText(compiled.query.plan.columns);
    const theirs = columnText(answer.columns ?? []);
    return ours === theirs ? {} : difference('columns', `${ours} | ${theirs}`);
  }
  // Columns that only rows can tell are no refusal.
  if (compiled.question !== undefined) return {};
  const [first] = compiled.diagnostics;
  if (answer.errors.length > 0 || first === undefined) return {};
  const named = first.code === 'SEM0300' || first.code === 'SEM0260';
  return named ? { unsupported: first.message } : difference('stricter', `${first.code} ${first.message}`);
};

describe("Microsoft's language service", () => {
  it('agrees with the parser and the binder, but for what is listed', { timeout: 900_000 }, async () => {
    const asked = [handWritten(), caseFiles(), generated(), published(), asWritten()].flat();
    const outcomes: Outcome[] = [];
    for (const each of asked) outcomes.push(await outcomeOf(each));
    const lists = listShape.parse(JSON.parse(readFileSync(listFile, 'utf8')));
    const unsupported = [...new Set(outcomes.flatMap((of) => of.unsupported ?? []))].toSorted();
    const differences = outcomes.flatMap((of) => of.difference ?? []);
    if (process.env['KQL_LISTS'] === 'write') {
      const reasons = new Map(lists.differences.map((of) => [of.query, of.reason]));
      const explained = differences.map((of) => ({ ...of, reason: reasons.get(of.query) ?? '' }));
      writeFileSync(listFile, `${JSON.stringify({ unsupported, differences: explained }, undefined, 2)}\n`);
      return;
    }
    // Where the published cases are absent, what they alone show cannot be looked for.
    const complete = existsSync(new URL('cases.json', shared));
    const known = lists.differences.map(({ query, kind, detail }) => ({ query, kind, detail }));
    expect(lists.differences.filter(({ reason }) => reason === '')).toEqual([]);
    expect(
      differences.filter((of) => !known.some((listed) => listed.query === of.query && listed.kind === of.kind)),
    ).toEqual([]);
    expect(unsupported.filter((message) => !lists.unsupported.includes(message))).toEqual([]);
    if (!complete) return;
    const found = new Set(differences.map((of) => of.query));
    expect(
      known.filter((of) => !found.has(of.query)),
      'no longer different: take it off the list',
    ).toEqual([]);
    expect(
      lists.unsupported.filter((message) => !unsupported.includes(message)),
      'supported now: take it off the list',
    ).toEqual([]);
  });
});
