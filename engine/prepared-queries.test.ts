import { expect, test } from 'vitest';
import { batchFromRows } from '#core/kql/batch';
import type { TableSchema } from '#core/kql/schema';
import type { Json } from '#core/kql/vector';
import { createMemoryStore } from './memory-store';
import { createPreparedQueries } from './prepared-queries';
import { runQuery } from './run-query';

const started = Date.UTC(2026, 10, 22);
const entry = { id: '/w', name: 'w', location: 'local', customerId: 'w', retentionInDays: 90 };

/** Asks one server the same text again and again, at later and later moments. */
const setup = () => {
  const store = createMemoryStore();
  const queries = createPreparedQueries(store.capabilities);
  let now = started;
  return {
    append: async (columns: TableSchema['columns'], row: Readonly<Record<string, Json>>) => {
      const table = { name: 'Notes_CL', columns };
      await store.append('w', table, batchFromRows(columns, [row]), [undefined], now * 1000);
    },
    pass: (ms: number) => (now += ms),
    ask: async (text: string, interval?: { from: number; to: number }) => {
      const reply = JSON.parse(
        await runQuery({
          store,
          queries,
          workspaces: [entry],
          text,
          interval,
          preferences: { waitSeconds: 60, statistics: false, render: false },
          clock: () => now,
          signal: new AbortController().signal,
        }),
      );
      return reply.tables[0];
    },
  };
};

const time = { name: 'TimeGenerated', type: 'datetime' } as const;
const text = { name: 'Text', type: 'string' } as const;

const span = (hours: number) => ({ from: started * 1000, to: (started + hours * 3_600_000) * 1000 });

test('a text asked again answers for the columns, rows, moment and time span of now', async () => {
  const { append, pass, ask } = setup();
  await append([time], { TimeGenerated: '2026-11-22T00:00:00Z' });
  const all = 'Notes_CL';
  const age = 'Notes_CL | project now() - TimeGenerated';
  const recent = 'Notes_CL | where TimeGenerated > ago(1h) | count';
  expect((await ask(all)).columns.map(({ name }: { name: string }) => name)).toEqual(['TimeGenerated']);
  expect((await ask(age)).rows).toEqual([['00:00:00']]);
  expect((await ask(recent)).rows).toEqual([[1]]);

  pass(2 * 3_600_000);
  await append([time, text], { TimeGenerated: '2026-11-22T02:00:00Z', Text: 'new' });
  expect((await ask(all)).columns.map(({ name }: { name: string }) => name)).toEqual(['TimeGenerated', 'Text']);
  expect((await ask(`${age} | sort by Column1`)).rows).toEqual([['02:00:00'], ['00:00:00']]);
  expect((await ask(recent)).rows).toEqual([[1]]);
  expect((await ask('Notes_CL | count', span(1))).rows).toEqual([[1]]);
  expect((await ask('Notes_CL | count', span(3))).rows).toEqual([[2]]);
});

test('columns made out of data follow the data', async () => {
  const { append, ask } = setup();
  const bag = { name: 'Bag', type: 'dynamic' } as const;
  const unpack = 'Notes_CL | project Bag | evaluate bag_unpack(Bag)';
  await append([time, bag], { TimeGenerated: '2026-11-22T00:00:00Z', Bag: { a: 1 } });
  expect((await ask(unpack)).columns).toEqual([{ name: 'a', type: 'long' }]);
  await append([time, bag], { TimeGenerated: '2026-11-22T00:00:00Z', Bag: { b: 'x' } });
  expect((await ask(unpack)).columns).toEqual([
    { name: 'a', type: 'long' },
    { name: 'b', type: 'string' },
  ]);
});
