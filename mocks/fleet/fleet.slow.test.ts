import { expect, test } from 'vitest';
import { configurationChange } from '#core/fim/tables';
import { createFleet } from './fleet';
import type { FleetScale } from './scale';

const now = Date.UTC(2026, 10, 22, 14, 30);

/** Changes of each server over the whole history. */
function countChanges(scale: FleetScale): ReadonlyMap<string, number> {
  const perServer = new Map<string, number>();
  for (const { table, batch } of createFleet({ seed: 1, now, scale }).rows()) {
    const computer = batch.vectors[0];
    if (table !== configurationChange || computer?.kind !== 'text') continue;
    for (let row = 0; row < batch.length; row++) {
      const name = computer.dictionary[computer.codes[row] ?? -1] ?? '';
      perServer.set(name, (perServer.get(name) ?? 0) + 1);
    }
  }
  return perServer;
}

test.each([
  ['default', 55_000, 65_000],
  ['million', 950_000, 1_050_000],
] as const)('the %s fleet has between %i and %i changes of some 240 servers, unevenly spread', (scale, from, to) => {
  const perServer = countChanges(scale);
  const sorted = [...perServer.values()].sort((a, b) => b - a);
  const total = sorted.reduce((sum, count) => sum + count, 0);
  expect(total).toBeGreaterThan(from);
  expect(total).toBeLessThan(to);
  expect(perServer.size).toBeGreaterThan(230);
  expect(sorted[0] ?? 0).toBeGreaterThan(4 * (sorted[120] ?? 0));
});
