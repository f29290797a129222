import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod/mini';
import { compile } from '#core/kql/compile';
import { execute } from '#core/kql/execute/execute';
import { wireRows } from '#core/kql/wire';
import type { Json } from '#core/kql/vector';

/**
 * Published results of Kusto over self-contained queries. The file is kept beside the project; where it is absent these
 * tests are skipped. What is not supported is refused, so passes can only be lost by an answer turning wrong.
 */
const file = new URL('../../shared/kql-cases/cases.json', import.meta.url);
const present = existsSync(file);

const shape = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      query: z.string(),
      core: z.boolean(),
      ordered: z.boolean(),
      tolerance: z.optional(z.number()),
      expected: z.object({
        columns: z.array(z.string()),
        types: z.array(z.string()),
        rows: z.array(z.array(z.json())),
      }),
    }),
  ),
});
type Case = z.infer<typeof shape>['cases'][number];

/** Core cases that pass; may only grow. */
const corePasses = 366;

/** Answers that differ from the file, and why they may. */
const knownDifferences: readonly string[] = [
  // An arbitrary left row is kept; the file's own note says so.
  'emu/join-innerunique-03',
  // One of ten equal calls is recorded as real, the others as long.
  'emu/datetime-diff-function-00',
  // JSON tells no 111.0 from 111, so an array of whole reals is filled with whole numbers.
  'emu/series-fill-linear-function-00',
  // The emulator's recordings disagree: null == null is true there.
  'docs/null-values-01',
  // Another engine: negative start of substring, sign of a remainder, text of a datetime are Kusto's here.
  'loco/EndToEndTests.BuiltIns_substring_Scalar',
  'loco/EndToEndTests.BinOp_Modulo1',
  'loco/EndToEndTests.Cast_ToString_Scalar',
];

const canonicalJson = (value: Json): Json => {
  if (typeof value === 'number') return Number(value.toPrecision(10));
  if (Array.isArray(value)) return value.map(canonicalJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, item]) => [key, canonicalJson(item)]),
  );
};

const parsed = (text: string): Json => {
  try {
    const json: Json = JSON.parse(text);
    return json;
  } catch {
    return text;
  }
};

const cellText = (cell: Json, type: string | undefined): string => {
  if (cell === null) return 'null';
  if (type === 'dynamic') return JSON.stringify(canonicalJson(typeof cell === 'string' ? parsed(cell) : cell));
  if (type === 'datetime')
    return String(cell)
      .replace(/(\.\d*?)0*Z$/, '$1Z')
      .replace('.Z', 'Z');
  if (type === 'timespan') return String(cell).replace(/(\.\d{7})$/, (digits) => digits.replace(/\.?0+$/, ''));
  return typeof cell === 'number' ? String(Number(cell.toPrecision(12))) : String(cell);
};

const near = (left: string, right: string, tolerance: number): boolean =>
  left === right || Math.abs(Number(left) - Number(right)) <= Math.abs(Number(right)) * tolerance;

const sameRows = (found: Json[][], { expected, ordered, tolerance = 0 }: Case): boolean => {
  const lines = (rows: Json[][]) => {
    const texts = rows.map((row) => row.map((cell, at) => cellText(cell, expected.types[at])));
    return ordered ? texts : texts.toSorted((a, b) => (a.join('|') < b.join('|') ? -1 : 1));
  };
  const [left, right] = [lines(found), lines(expected.rows)];
  return (
    left.length === right.length &&
    left.every((row, at) => row.every((cell, index) => near(cell, right[at]?.[index] ?? '', tolerance)))
  );
};

const now = Date.UTC(2026, 10, 22, 12) * 1000;

const scan = () => {
  throw new Error('a self-contained query reads no table');
};

/** `passed`, `refused` (with a diagnostic), or what differs. */
const outcomeOf = async (each: Case): Promise<string> => {
  const compiled = compile(each.query, { tables: [], now });
  if (!compiled.ok) return 'refused';
  const { plan } = compiled.query;
  const rows: Json[][] = [];
  for await (const batch of execute(plan, { now, scan })) rows.push(...wireRows(batch));
  const names = plan.columns.map((column) => column.name).join();
  const types = plan.columns.map((column) => column.type).join();
  if (names !== each.expected.columns.join()) return `names ${names}`;
  if (types !== each.expected.types.join()) return `types ${types}`;
  return sameRows(rows, each) ? 'passed' : `rows ${JSON.stringify(rows).slice(0, 300)}`;
};

describe.skipIf(!present)('published KQL cases (skipped where ../shared/kql-cases is absent)', () => {
  const cases = present ? shape.parse(JSON.parse(readFileSync(file, 'utf8'))).cases : [];

  it('answer as Kusto does, or are refused', async () => {
    const wrong: string[] = [];
    let passed = 0;
    for (const each of cases) {
      const outcome = await outcomeOf(each);
      if (outcome === 'passed') passed += each.core ? 1 : 0;
      else if (outcome !== 'refused' && !knownDifferences.includes(each.id)) wrong.push(`${each.id}: ${outcome}`);
    }
    expect(wrong).toEqual([]);
    expect(passed).toBeGreaterThanOrEqual(corePasses);
  });
});
