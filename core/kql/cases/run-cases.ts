import { compileOverData } from '../compile-over-data';
import { describePlan } from '../describe-plan';
import { execute } from '../execute/execute';
import { withParts } from '../lazy-part';
import type { Plan } from '../plan';
import type { ColumnSchema } from '../schema';
import { pushedOperators, split } from '../split';
import type { Batch, Json } from '../vector';
import { wireRows } from '../wire';
import { fixtureNow, fixtureTables } from './fixture';
import type { KqlCase } from './parse-cases';

/** What a store lends to a case: its rows, and what it can run itself (`() => false` turns push-down off). */
export type CaseStore = {
  readonly scan: (prefix: Plan) => AsyncIterable<Batch>;
  readonly canPush: (node: Plan) => boolean;
};

export type CaseAnswer = {
  readonly columns: readonly ColumnSchema[];
  readonly rows: readonly (readonly Json[])[];
  /** Operators the store ran, reading columns not counted. */
  readonly pushed: readonly string[];
  readonly plan: string;
};

export type CaseOutcome =
  | { readonly kind: 'answer'; readonly answer: CaseAnswer }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

const tables = fixtureTables.map(({ table }) => table);

/** Runs a query over the fixture's tables. */
export const runQuery = (query: string, store: CaseStore): Promise<CaseOutcome> =>
  withParts(() => outcomeOf(query, store));

const outcomeOf = async (query: string, store: CaseStore): Promise<CaseOutcome> => {
  const run = (plan: Plan) => execute(split(plan, store.canPush), { now: fixtureNow, scan: store.scan });
  const compiled = await compileOverData(query, { tables, now: fixtureNow }, run);
  if (!compiled.ok) {
    const [first] = compiled.diagnostics;
    return { kind: 'refused', code: first?.code ?? '', message: first?.message ?? '' };
  }
  const plan = split(compiled.query.plan, store.canPush);
  const rows: (readonly Json[])[] = [];
  for await (const batch of execute(plan, { now: fixtureNow, scan: store.scan })) rows.push(...wireRows(batch));
  const answer = { columns: plan.columns, rows, pushed: pushedOperators(plan), plan: describePlan(plan) };
  return { kind: 'answer', answer };
};

/** A cell in the one form that is compared: numbers to 12 digits, as sums of reals depend on their order. */
const canonical = (cell: Json): Json =>
  typeof cell === 'number' && !Number.isSafeInteger(cell) ? Number(cell.toPrecision(12)) : cell;

/** Dynamic values are JSON in a case and JSON text on the wire. */
const expectedCell = (cell: Json, column: ColumnSchema | undefined): Json =>
  column?.type === 'dynamic' && typeof cell !== 'string' && cell !== null ? JSON.stringify(cell) : canonical(cell);

/** Rows as comparable lines, sorted unless their order counts. */
export const comparableRows = (rows: readonly (readonly Json[])[], ordered: boolean): readonly string[] => {
  const lines = rows.map((row) => JSON.stringify(row.map(canonical)));
  return ordered ? lines : lines.toSorted();
};

const schemaText = (columns: readonly ColumnSchema[]): string =>
  columns.map(({ name, type }) => `${name}:${type}`).join(', ');

/** What differs from the expectation; undefined when nothing does. */
export const caseProblem = (expectation: KqlCase, outcome: CaseOutcome): string | undefined => {
  const { expected, ordered } = expectation;
  if (outcome.kind === 'refused') {
    const said = `refused with ${outcome.code} ${outcome.message}`;
    if (expected.kind === 'rows') return said;
    return outcome.code === expected.code && outcome.message.includes(expected.words) ? undefined : said;
  }
  const { answer } = outcome;
  if (expected.kind === 'refused') return `answered instead of ${expected.code}`;
  const wanted = schemaText(expected.columns);
  const found = schemaText(answer.columns);
  if (wanted !== found) return `columns\n  expected ${wanted}\n  found    ${found}`;
  const right = comparableRows(
    expected.rows.map((row) => row.map((cell, at) => expectedCell(cell, expected.columns[at]))),
    ordered,
  );
  const left = comparableRows(answer.rows, ordered);
  if (left.join('\n') === right.join('\n')) return undefined;
  return `rows\n  expected\n    ${right.join('\n    ')}\n  found\n    ${left.join('\n    ')}\n  plan\n${answer.plan}`;
};
