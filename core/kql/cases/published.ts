import { z } from 'zod/mini';
import { compileOverData } from '../compile-over-data';
import { execute } from '../execute/execute';
import { withParts } from '../lazy-part';
import { mapPlan } from '../map-plan';
import type { Plan } from '../plan';
import type { TableSchema } from '../schema';
import { split } from '../split';
import type { Batch, Json } from '../vector';
import { wireRows } from '../wire';
import type { CaseStore } from './run-cases';

/** Published results of Kusto over self-contained queries: `../shared/kql-cases/cases.json`, which explains its form. */
export const publishedShape = z.object({
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
export type PublishedCase = z.infer<typeof publishedShape>['cases'][number];

/** Cases that do not pass, by id, and why. */
export const failureList = z.record(z.string(), z.string());

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

const sameRows = (found: Json[][], { expected, ordered, tolerance = 0 }: PublishedCase): boolean => {
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

/** `now()` of the cases, microseconds since 1970. */
export const publishedNow = Date.UTC(2026, 10, 22, 12) * 1000;

const noTables = (): AsyncIterable<Batch> => {
  throw new Error('a self-contained query reads no table');
};

/** A store that takes the rows of a `datatable`, so that the case also tries what the store runs itself. */
export type Keeper = CaseStore & { readonly keep: (table: TableSchema, rows: Batch) => Promise<void> };

/** Stored tables keep whole microseconds. */
const canKeep = ({ vectors, length }: Batch): boolean =>
  length > 0 && vectors.every((of) => of.kind !== 'number' || (of.tenths === undefined && of.big === undefined));

/** The plan with the rows written in the query put into the store and read from there. */
const stored = async (plan: Plan, keeper: Keeper, name: string): Promise<Plan> => {
  const literal: (Plan & { readonly op: 'values' })[] = [];
  const find = (node: Plan): Plan => {
    if (node.op === 'values') literal.push(node);
    return mapPlan(node, { input: find });
  };
  find(plan);
  const tables = new Map<Plan, Plan>();
  for (const node of new Set(literal)) {
    const { columns } = node;
    const rows: Batch[] = [];
    for await (const batch of execute(node, { now: publishedNow, scan: noTables })) rows.push(batch);
    const [only, ...others] = rows;
    if (only === undefined || others.length > 0 || !canKeep(only)) continue;
    const table: TableSchema = { name: `${name}_${tables.size}_CL`, columns };
    await keeper.keep(table, only);
    tables.set(node, { op: 'scan', table, columns });
  }
  const replaced = (node: Plan): Plan => tables.get(node) ?? mapPlan(node, { input: replaced });
  return replaced(plan);
};

/** `passed`, what the query was refused with, or how the answer differs. Without `keeper` the rows stay in the query. */
export const publishedOutcome = async (each: PublishedCase, keeper?: Keeper, name = 'Case'): Promise<string> => {
  const scan = keeper?.scan ?? noTables;
  const run = (plan: Plan) => execute(split(plan, keeper?.canPush ?? (() => false)), { now: publishedNow, scan });
  const compiled = await withParts(() => compileOverData(each.query, { tables: [], now: publishedNow }, run));
  if (!compiled.ok) return compiled.diagnostics.map(({ message }) => message).join('; ');
  // The rows are kept once, however often the query begins anew.
  const plan = keeper === undefined ? compiled.query.plan : await stored(compiled.query.plan, keeper, name);
  const rows = await withParts(async () => {
    const found: Json[][] = [];
    for await (const batch of run(plan)) found.push(...wireRows(batch));
    return found;
  });
  const names = plan.columns.map((column) => column.name).join();
  const types = plan.columns.map((column) => column.type).join();
  if (names !== each.expected.columns.join()) return `the columns are ${names}`;
  if (types !== each.expected.types.join()) return `the types are ${types}`;
  return sameRows(rows, each) ? 'passed' : `the rows are ${JSON.stringify(rows).slice(0, 300)}`;
};
