import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { batchFromRows } from '#core/kql/batch';
import { fixtureNow, fixtureReceivedAt, fixtureTables, fixtureWorkspace } from '#core/kql/cases/fixture';
import { parseCases } from '#core/kql/cases/parse-cases';
import type { CaseStore } from '#core/kql/cases/run-cases';
import { caseProblem, runQuery } from '#core/kql/cases/run-cases';
import { createMemoryStore } from './memory-store';

const folder = new URL('../core/kql/cases/', import.meta.url);
const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.kql'))
  .flatMap((name) => parseCases(name, readFileSync(new URL(name, folder), 'utf8')));

const loadedStore = async () => {
  const store = createMemoryStore();
  for (const { table, rows } of fixtureTables) {
    const batch = batchFromRows(table.columns, rows);
    await store.append(fixtureWorkspace, table, batch, Array.from({ length: rows.length }), fixtureReceivedAt);
  }
  return store;
};

const store = await loadedStore();
const scan: CaseStore['scan'] = (prefix) => store.scan([fixtureWorkspace], prefix, { now: fixtureNow });
const stores: Readonly<Record<string, CaseStore>> = {
  'push-down on': { scan, canPush: store.capabilities.canPush },
  'push-down off': { scan, canPush: () => false },
};

const overTables = cases.filter((each) => !['print.kql', 'refused.kql'].includes(each.file));

describe.each(Object.entries(stores))('case files over the memory store, %s', (_, caseStore) => {
  it.each(cases.map((each) => [`${each.file}: ${each.title}`, each] as const))('%s', async (_name, each) => {
    expect(caseProblem(each, await runQuery(each.query, caseStore))).toBeUndefined();
  });
});

describe('case files', () => {
  it('cover loaded tables, mostly with work for the store', async () => {
    let pushed = 0;
    for (const each of overTables) {
      const outcome = await runQuery(each.query, { scan, canPush: store.capabilities.canPush });
      if (outcome.kind === 'answer' && outcome.answer.pushed.length > 0) pushed++;
    }
    expect(overTables.length).toBeGreaterThanOrEqual(150);
    expect(pushed).toBeGreaterThanOrEqual(100);
  });
});
