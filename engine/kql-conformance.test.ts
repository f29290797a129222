import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Keeper, PublishedCase } from '#core/kql/cases/published';
import { failureList, publishedNow, publishedOutcome, publishedShape } from '#core/kql/cases/published';
import { createMemoryStore } from './memory-store';

/**
 * Published results of Kusto over self-contained queries. The file is kept beside the project; where it is absent these
 * tests are skipped. What does not pass stands in `known-failures.json` with its reason; the list may only shrink
 * (`KQL_LISTS=write` rewrites it).
 */
const file = new URL('../../shared/kql-cases/cases.json', import.meta.url);
const listFile = new URL('../core/kql/cases/known-failures.json', import.meta.url);
const present = existsSync(file);
const cases = present ? publishedShape.parse(JSON.parse(readFileSync(file, 'utf8'))).cases : [];
const workspace = 'w';

const memoryKeeper = (push: boolean): Keeper & { readonly kept: () => number } => {
  let kept = 0;
  const store = createMemoryStore();
  return {
    canPush: push ? store.capabilities.canPush : () => false,
    scan: (prefix) => store.scan([workspace], prefix, { now: publishedNow }),
    kept: () => kept,
    keep: async (table, rows) => {
      kept++;
      await store.append(workspace, table, rows, Array.from({ length: rows.length }), publishedNow);
    },
  };
};

const share = (of: readonly PublishedCase[], passed: ReadonlySet<string>): number =>
  of.filter(({ id }) => passed.has(id)).length / of.length;

describe.skipIf(!present)('published KQL cases (skipped where ../shared/kql-cases is absent)', () => {
  it('answer as Kusto does, but for those listed', async () => {
    const passed = new Set<string>();
    const failed: Record<string, string> = {};
    for (const each of cases) {
      const outcome = await publishedOutcome(each);
      if (outcome === 'passed') passed.add(each.id);
      else failed[each.id] = outcome;
    }
    if (process.env['KQL_LISTS'] === 'write') {
      const known = failureList.parse(JSON.parse(readFileSync(listFile, 'utf8')));
      const entries = Object.entries(failed).map(([id, outcome]) => [id, known[id] ?? outcome]);
      writeFileSync(listFile, `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`);
    }
    const known = failureList.parse(JSON.parse(readFileSync(listFile, 'utf8')));
    const unlisted = Object.entries(failed).filter(([id]) => known[id] === undefined);
    expect(unlisted).toEqual([]);
    const fixed = Object.keys(known).filter((id) => passed.has(id));
    expect(fixed, 'these pass now: take them off the list').toEqual([]);
    const core = cases.filter((each) => each.core);
    expect(share(core, passed)).toBeGreaterThanOrEqual(0.98);
    expect(share(cases, passed)).toBeGreaterThanOrEqual(0.8);
  });

  it.each([true, false])('give the same over rows kept in the memory store, push-down %s', async (push) => {
    const known = failureList.parse(JSON.parse(readFileSync(listFile, 'utf8')));
    const keeper = memoryKeeper(push);
    const wrong: string[] = [];
    for (const [at, each] of cases.entries()) {
      if (known[each.id] !== undefined) continue;
      const outcome = await publishedOutcome(each, keeper, `Case${at}`);
      if (outcome !== 'passed') wrong.push(`${each.id}: ${outcome}`);
    }
    expect(wrong).toEqual([]);
    expect(keeper.kept()).toBeGreaterThan(150);
  });
});
