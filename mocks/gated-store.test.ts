import { expect, test } from 'vitest';
import { compile } from '#core/kql/compile';
import { split } from '#core/kql/split';
import type { Plan } from '#core/kql/plan';
import { builtInTables } from '#core/fim/tables';
import type { Store } from '#engine/store';
import { gatedStore } from './gated-store';

const now = Date.UTC(2026, 10, 22) * 1000;
const day = 86_400_000_000;

const unused = () => Promise.reject(new Error('not used'));

/** Scans a query's remote prefixes on a store whose older rows never come; says which of them were answered. */
async function answered(text: string, timespan?: { from: number; to: number }): Promise<readonly boolean[]> {
  const compiled = compile(text, { tables: builtInTables, now, timespan });
  if (!compiled.ok) throw new Error(compiled.diagnostics[0]?.message);
  const prefixes: Plan[] = [];
  const collect = (plan: Plan) => {
    if (plan.op === 'remote') prefixes.push(plan.prefix);
    if ('input' in plan) collect(plan.input);
    if ('inputs' in plan) plan.inputs.forEach(collect);
    if ('left' in plan) [plan.left, plan.right].forEach(collect);
  };
  collect(split(compiled.query.plan, () => true));
  const store: Store = {
    capabilities: { name: 'test', canPush: () => true },
    documents: { get: unused, list: unused, put: unused, delete: unused },
    append: unused,
    async *scan() {},
    schema: unused,
    retain: unused,
    close: unused,
  };
  const waits = Promise.reject(new Error('waits'));
  waits.catch(() => {});
  const gated = gatedStore(store, {
    first: () => Promise.resolve(),
    from: now - 7 * day,
    now: now - 1,
    soon: { tables: new Set(['Heartbeat', 'Operation']), there: () => waits },
    all: () => waits,
  });
  return Promise.all(
    prefixes.map(async (prefix) => {
      try {
        for await (const _ of gated.scan([], prefix, { now })) continue;
        return true;
      } catch {
        return false;
      }
    }),
  );
}

test.each([
  ['ConfigurationChange | where TimeGenerated >= ago(7d) | count', undefined, [true]],
  ['ConfigurationChange | where TimeGenerated >= ago(8d) | count', undefined, [false]],
  ['ConfigurationChange | where ConfigChangeType == "Files" | count', { from: now - 7 * day, to: now }, [true]],
  ['ConfigurationChange | where ConfigChangeType == "Files" | count', { from: now - 30 * day, to: now }, [false]],
  ['ConfigurationChange | where ConfigChangeType == "Files" or TimeGenerated > ago(1d) | count', undefined, [false]],
  ['ConfigurationChange | where TimeGenerated between (ago(2d) .. now()) | count', undefined, [true]],
  ['ConfigurationChange | extend TimeGenerated = now() | where TimeGenerated > ago(1d) | count', undefined, [false]],
  ['Heartbeat | summarize max(TimeGenerated) by Computer', undefined, [false]],
  ['Heartbeat | summarize max(TimeGenerated) by SourceComputerId', undefined, [true]],
  ['Heartbeat | summarize count() by SourceComputerId', undefined, [false]],
  ['Heartbeat | summarize arg_max(TimeGenerated, *) by SourceComputerId', { from: now - 30 * day, to: now }, [true]],
  ['Heartbeat | distinct SourceComputerId', { from: now - 30 * day, to: now - day }, [false]],
  ['Heartbeat | where Computer has "x" | distinct SourceComputerId', undefined, [false]],
  ['Operation | count', undefined, [false]],
  [
    'union (ConfigurationChange | where TimeGenerated >= ago(7d) | count), (Heartbeat | distinct SourceComputerId | count)',
    { from: now - 30 * day, to: now },
    [true, true],
  ],
] as const)('%s over %j is answered before the history is there: %j', async (text, timespan, expected) => {
  expect(await answered(text, timespan)).toEqual(expected);
});
