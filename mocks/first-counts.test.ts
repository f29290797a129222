import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { batchBody } from '#core/contract/batch-body';
import { countsRequests } from '#core/fim/counts-request';
import { createMemoryStore } from '#engine/memory-store';
import { createDemo } from './demo';
import { createFirstCounts } from './first-counts';
import { createFleet } from './fleet/fleet';
import { workspaces } from './fleet/organisation';
import { fleetAnswers } from './list-answers';

const now = Date.UTC(2026, 10, 22, 14, 30);
const settings = { seed: 1, now, still: true, scale: 'default', days: 10 } as const;
const origin = 'https://demo.example';
const ids = workspaces.map(({ customerId }) => customerId);
const bodyFor = (asked: readonly string[], asOf: number) => JSON.stringify(batchBody(countsRequests(asked, asOf), {}));

const demo = createDemo({
  settings,
  store: createMemoryStore(),
  clock: () => now,
  documents: {},
  onDocuments: () => {},
  history: [],
  onHistory: () => {},
  onLoaded: () => {},
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
  wait: () => Promise.resolve(),
});
const counts = createFirstCounts(now);
for (const rows of createFleet(settings).first()) counts.add(rows);

const reply = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.number(),
      body: z.object({
        tables: z.array(
          z.object({
            name: z.string(),
            columns: z.array(z.object({ name: z.string(), type: z.string() })),
            rows: z.array(z.array(z.unknown())),
          }),
        ),
      }),
    }),
  ),
});

/** Answers of a batch by workspace; the order of responses and of their rows means nothing. */
const read = (text: string | undefined) =>
  new Map(
    reply
      .parse(JSON.parse(text ?? ''))
      .responses.map(({ id, status, body }) => [
        id,
        { status, tables: body.tables.map((table) => ({ ...table, rows: table.rows.map(String).toSorted() })) },
      ]),
  );

test.each([0, 14, -2])('the first counts are those of the engine (%i s after the moment)', async (seconds) => {
  const body = bodyFor(ids, now + seconds * 1000);
  const request = new Request(`${origin}/v1/$batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const response = await demo.fetch(request, 'owner');
  const expected = read(await response.text());
  expect(expected.size).toBe(ids.length);
  expect(read(counts.answer(body))).toEqual(expected);
});

test('other questions are left to the engine', () => {
  const whole = bodyFor(ids, now);
  expect(counts.answer(whole)).toBeDefined();
  expect(counts.answer(whole.replace('summarize', 'take 5 | summarize'))).toBeUndefined();
  expect(counts.answer(bodyFor(ids, now - 5_000))).toBeUndefined();
  expect(counts.answer(bodyFor([...ids, '00000000-0000-4000-8000-000000000000'], now))).toBeUndefined();
  expect(counts.answer('{"requests":[]}')).toBeUndefined();
  expect(counts.answer('{}')).toBeUndefined();
});

const withoutEtags = (text: string): unknown =>
  JSON.parse(text, (name, value: unknown) => (name === 'etag' ? undefined : value));

test('what the page brings about the fleet is what the demo answers', async () => {
  const brought = await fleetAnswers();
  expect(brought.length).toBeGreaterThan(10);
  const answered = await Promise.all(
    brought.map(async ({ path }) => {
      const response = await demo.fetch(new Request(origin + path), 'owner');
      return { path, reply: withoutEtags(await response.text()) };
    }),
  );
  expect(brought.map(({ path, text }) => ({ path, reply: JSON.parse(text) }))).toEqual(answered);
});
