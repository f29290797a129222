import { expect, it } from 'vitest';
import { batchFromRows } from '#core/kql/batch';
import { fixtureNow, fixtureReceivedAt, fixtureTables, fixtureWorkspace } from '#core/kql/cases/fixture';
import { comparePushDown, randomQuery } from '#core/kql/cases/random-plans';
import { randomRows } from '#core/kql/cases/random-rows';
import { seededRandom } from '#core/kql/cases/random-tools';
import { createMemoryStore } from './memory-store';

const queriesPerSeed = 100;

it.each([1, 2, 3, 4])('random plans give the same rows with and without push-down (seed %i)', async (seed) => {
  const random = seededRandom(seed);
  const store = createMemoryStore();
  const table = fixtureTables[0]?.table;
  if (table === undefined) throw new Error('the fixture has no table');
  const rows = randomRows(random, 120);
  const ids = Array.from({ length: rows.length }, () => undefined);
  await store.append(fixtureWorkspace, table, batchFromRows(table.columns, rows), ids, fixtureReceivedAt);
  const caseStore = {
    scan: (prefix: Parameters<typeof store.scan>[1]) => store.scan([fixtureWorkspace], prefix, { now: fixtureNow }),
    canPush: store.capabilities.canPush,
  };
  let answered = 0;
  for (let at = 0; at < queriesPerSeed; at++) {
    const result = await comparePushDown(randomQuery(random), caseStore);
    expect(result.same ? '' : result.report).toBe('');
    if (result.same && result.rows > 0 && result.pushed.length > 0) answered++;
  }
  // A generator whose queries all come back empty, or are never pushed, would prove nothing.
  expect(answered).toBeGreaterThan(queriesPerSeed / 4);
});
