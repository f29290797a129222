import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { configurationChange } from '#core/fim/tables';
import { batchFromRows } from '#core/kql/batch';
import { fixtureNow, fixtureReceivedAt } from '#core/kql/cases/fixture';
import { comparePushDown, randomQuery } from '#core/kql/cases/random-plans';
import { randomRows } from '#core/kql/cases/random-rows';
import { seededRandom } from '#core/kql/cases/random-tools';
import type { Store } from '#engine/store';
import { createDuckDbStore } from './duckdb-store';
import { isOddText } from './duckdb-text';

/** More of them for a longer look: `FIM_TEST_RANDOM_PLANS=10000`. */
const plans = Number(process.env['FIM_TEST_RANDOM_PLANS'] ?? 100);

let folder: string;
const stores: Store[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fim-random-'));
});
afterAll(async () => {
  for (const store of stores) await store.close();
  rmSync(folder, { recursive: true });
});

// Text that the languages fold differently keeps most text operators from being pushed, so both kinds of table are tried.
it.each([
  { texts: 'any text', seed: 1, odd: true },
  { texts: 'text that both fold alike', seed: 2, odd: false },
])(
  'random plans over $texts give the same rows with push-down on and off',
  { timeout: 600_000 },
  async ({ seed, odd }) => {
    const store = await createDuckDbStore(join(folder, `${seed}.duckdb`));
    stores.push(store);
    const random = seededRandom(seed);
    const rows = randomRows(random, 160).filter(
      (row) => odd || !Object.values(row).some((cell) => typeof cell === 'string' && isOddText(cell)),
    );
    await store.append(
      'w',
      configurationChange,
      batchFromRows(configurationChange.columns, rows),
      [],
      fixtureReceivedAt,
      // So that orders that end with the id are tried, and orders that need all their columns.
      !odd,
    );
    let pushed = 0;
    for (let plan = 0; plan < plans; plan++) {
      const result = await comparePushDown(randomQuery(random), {
        canPush: store.capabilities.canPush,
        scan: (prefix) => store.scan(['w'], prefix, { now: fixtureNow }),
      });
      expect(result.same ? '' : result.report).toBe('');
      if (result.same && result.pushed.length > 0) pushed++;
    }
    expect(pushed).toBeGreaterThan(plans / 4);
  },
);
