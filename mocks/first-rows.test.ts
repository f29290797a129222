import { expect, test } from 'vitest';
import { type FirstRows, rowsFrom, toMessage } from './first-rows';
import { createFleet, type FleetRows } from './fleet/fleet';

const options = { seed: 1, now: Date.UTC(2026, 10, 22, 14, 30), days: 2 };
const noProblem = new AbortController().signal;

const collect = async (rows: AsyncIterable<FleetRows>): Promise<readonly FleetRows[]> => {
  const all: FleetRows[] = [];
  for await (const part of rows) all.push(part);
  return all;
};

test('the first rows come through a port as they were generated', async () => {
  const { port1, port2 } = new MessageChannel();
  const received = collect(rowsFrom(port2, noProblem));
  for (const rows of createFleet(options).first()) port1.postMessage(...toMessage(rows));
  port1.postMessage({ type: 'end' } satisfies FirstRows);
  const all = await received;
  expect(all.length).toBeGreaterThan(10);
  expect(all).toEqual([...createFleet(options).first()]);
});

test('a failure on the other side is one here', async () => {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage({ type: 'failure', message: 'no company' } satisfies FirstRows);
  await expect(collect(rowsFrom(port2, noProblem))).rejects.toThrow('no company');
  port1.close();
});

test('rows that never come are not waited for', async () => {
  const { port1, port2 } = new MessageChannel();
  const missing = new AbortController();
  const received = collect(rowsFrom(port2, missing.signal));
  missing.abort(new Error('no script'));
  await expect(received).rejects.toThrow('no script');
  port1.close();
});
