import { DataError } from '../data-error';
import { literalOf } from '../fold';
import { literal, nullLiteral } from '../expr';
import { mapPlan } from '../map-plan';
import type { Expr, Plan } from '../plan';
import type { Batch } from '../vector';
import { gather } from '../vectors';

type Subquery = Extract<Expr, { kind: 'subquery' }>;

/** Most values a `list` subquery may have: Kusto's own limit for `in`. */
const maxValues = 1_000_000;

const subqueriesOf = (plan: Plan): readonly Subquery[] => {
  const found: Subquery[] = [];
  const inExpr = (expr: Expr): Expr => {
    if (expr.kind === 'subquery') found.push(expr);
    else if (expr.kind === 'call') expr.args.forEach(inExpr);
    return expr;
  };
  // What a store runs has none: the prefix of a `remote` is passed over.
  const walk = (node: Plan): Plan => (node.op === 'remote' ? node : mapPlan(node, { input: walk, expr: inExpr }));
  walk(plan);
  return found;
};

const valuesOf = async (of: Subquery, run: (plan: Plan) => AsyncIterable<Batch>): Promise<readonly Expr[]> => {
  const values: Expr[] = [];
  const type = of.plan.columns[0]?.type ?? of.type;
  for await (const batch of run(of.plan)) {
    const [vector] = batch.vectors;
    if (vector === undefined) continue;
    const rows = of.list ? batch.length : Math.min(1, batch.length);
    for (let row = 0; row < rows; row++) values.push(literalOf(type, gather(vector, Int32Array.of(row), 1)));
    if (!of.list && values.length > 0) break;
    if (values.length > maxValues) throw new DataError(`The right side of 'in' has more than ${maxValues} values`);
  }
  return values;
};

const inserted = (expr: Expr, values: ReadonlyMap<Subquery, readonly Expr[]>): Expr => {
  switch (expr.kind) {
    case 'column':
    case 'literal':
      return expr;
    case 'subquery':
      return values.get(expr)?.[0] ?? nullLiteral(expr.type);
    case 'call': {
      const args = expr.args.flatMap((arg) =>
        arg.kind === 'subquery' && arg.list ? (values.get(arg) ?? []) : [inserted(arg, values)],
      );
      // Nothing is in an empty list.
      const emptied = args.length === 1 && expr.args.length > 1;
      return emptied ? literal('bool', expr.name.startsWith('!') || expr.name === 'has_all') : { ...expr, args };
    }
  }
};

/** The plan with the values of its subqueries in their place, each computed once. */
export const withSubqueries = async (plan: Plan, run: (plan: Plan) => AsyncIterable<Batch>): Promise<Plan> => {
  const found = new Set(subqueriesOf(plan));
  if (found.size === 0) return plan;
  const values = new Map<Subquery, readonly Expr[]>();
  for (const of of found) values.set(of, await valuesOf(of, run));
  const expr = (of: Expr): Expr => inserted(of, values);
  const replaced = (node: Plan): Plan => (node.op === 'remote' ? node : mapPlan(node, { input: replaced, expr }));
  return replaced(plan);
};
