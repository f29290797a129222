import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createClient } from './client';

const clientOf = (text: string, chunk: number, pause?: () => Promise<void>) => {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at + chunk));
      at += chunk;
    },
  });
  return createClient({
    armUrl: 'https://arm.test',
    logsUrl: 'https://logs.test',
    ingestionUrl: 'https://ingestion.test',
    fetch: async () => new Response(body, { status: 200 }),
    pause,
  });
};
const ask = { params: { workspaceId: 'w' }, body: { query: 'T' } };

const columns = [
  { name: 'a', type: 'string' },
  { name: 'n', type: 'long' },
];
/** Looks like the end of a row, of the rows, and of the reply, inside a text. */
const hostile = ['],[', ']]', '"],["rows":[', '\\', '\\"', '"', '\\"],[', ']}]}', '\u0000\u202e', '😀'.repeat(30), ''];
const filler = 'x'.repeat(3_000);

const replyOf = (count: number, textAt: (row: number) => string) => ({
  tables: [
    {
      name: 'PrimaryResult',
      columns,
      rows: Array.from({ length: count }, (_, row) => [textAt(row) + filler, row, null, true, '[[1],[2]]']),
    },
    { name: 'Empty', columns, rows: [] },
    { name: 'Second', columns, rows: [['"rows":[', 1]] },
  ],
  render: { visualization: 'table', rows: [1, 2, 'three'] },
  statistics: {},
});

test('a long reply is what it would be when parsed at once, however it is cut on its way', async () => {
  const reply = replyOf(1_200, (row) => hostile[row % hostile.length] ?? '');
  for (const chunk of [3_333, 70_001, 10_000_000]) {
    for (const space of [undefined, 1]) {
      let pauses = 0;
      const client = clientOf(JSON.stringify(reply, null, space), chunk, async () => void pauses++);
      expect(await client.query(ask)).toEqual(reply);
      expect(pauses).toBeGreaterThan(4);
    }
  }
});

test('any texts at any places', async () => {
  const texts = fc.array(fc.oneof(fc.constantFrom(...hostile), fc.string(), fc.string({ unit: 'binary' })), {
    minLength: 1,
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(texts, fc.integer({ min: 1_000, max: 900_000 }), async (list, chunk) => {
      const reply = replyOf(400, (row) => list[(row * 7) % list.length] ?? '');
      // Lone surrogates have no bytes of their own.
      const text = JSON.stringify(reply);
      expect(await clientOf(text, chunk, async () => {}).query(ask)).toEqual(JSON.parse(text));
    }),
    { numRuns: 6, seed: 5 },
  );
});

test('one row that is longer than a piece, and whole numbers past 2^53', async () => {
  const rows = [
    ['a'.repeat(2_000_000), 1],
    ['b', 2],
    ['c'.repeat(600_000), 3],
  ];
  const text = JSON.stringify({ tables: [{ name: 'T', columns, rows }] }).replace(',2]', ',9007199254740993]');
  const { tables } = await clientOf(text, 65_536, async () => {}).query(ask);
  expect(tables[0]?.rows.map(([, n]) => n)).toEqual([1, '9007199254740993', 3]);
});

test('a short reply is parsed at once', async () => {
  const reply = { tables: [{ name: 'T', columns, rows: [['a', 1]] }] };
  const client = clientOf(JSON.stringify(reply), 7, async () => expect.unreachable());
  expect(await client.query(ask)).toEqual(reply);
});

test('a long reply that is cut off, or is no JSON, is an error', async () => {
  const text = JSON.stringify(replyOf(1_000, () => 'a'));
  for (const wrong of [text.slice(0, -1), text.slice(0, 1_500_000), text.slice(0, 2_000_000).replace('null', 'nill')])
    await expect(clientOf(wrong, 65_536, async () => {}).query(ask)).rejects.toMatchObject({ code: 'InvalidReply' });
});

test('a request that is cancelled stops parsing', async () => {
  const stop = new AbortController();
  const client = clientOf(JSON.stringify(replyOf(2_000, () => 'a')), 65_536, async () => stop.abort());
  await expect(client.query({ ...ask, signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' });
});
