import { expect, test } from 'vitest';
import { dataCollectionRule } from '#core/contract/data-collection-rules';
import { dataSource } from '#core/contract/data-sources';
import { pricing } from '#core/contract/pricings';
import { solution } from '#core/contract/solutions';
import { subscription } from '#core/contract/subscriptions';
import { workspace } from '#core/contract/workspaces';
import { checkDataSource } from '#core/fim/data-source-check';
import { documents } from './documents';

const schemas = [
  { like: /^\/subscriptions\/[^/]+$/, schema: subscription, count: 4 },
  { like: /\/microsoft\.security\/pricings\/virtualmachines$/, schema: pricing, count: 4 },
  { like: /\/microsoft\.operationalinsights\/workspaces\/[^/]+$/, schema: workspace, count: 12 },
  { like: /\/microsoft\.insights\/datacollectionrules\/[^/]+$/, schema: dataCollectionRule, count: 12 },
  { like: /\/solutions\/changetracking\([^/]+\)$/, schema: solution, count: 8 },
  { like: /\/datasources\/[^/]+$/, schema: dataSource, count: 519 },
];

test('every document is a resource of the contract under its lower-case id', () => {
  const all = documents();
  const counts = schemas.map(({ like, schema }) => {
    const found = all.filter(({ id }) => like.test(id));
    for (const { id, body } of found) {
      expect(id).toBe(id.toLowerCase());
      const parsed = schema.safeParse(body);
      expect(parsed.error?.issues).toBeUndefined();
      expect(parsed.data).toMatchObject({ id: expect.stringMatching(new RegExp(`^${escape(id)}$`, 'i')) });
    }
    return found.length;
  });
  expect(counts).toEqual(schemas.map(({ count }) => count));
  expect(counts.reduce((sum, count) => sum + count)).toBe(all.length);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

test('monitored items are ones the settings accept', () => {
  const items = documents().filter(({ id }) => id.includes('/datasources/'));
  expect(items.flatMap(({ body }) => checkDataSource(dataSource.parse(body)) ?? [])).toEqual([]);
});

const escape = (text: string) => text.replace(/[.()[\]\\]/g, String.raw`\$&`);
