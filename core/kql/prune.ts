import { collectColumns, keepColumns } from './expr';
import type { Expr, Plan } from './plan';
import type { ColumnSchema } from './schema';

type Needed = ReadonlySet<string>;

const only = (columns: readonly ColumnSchema[], needed: Needed): readonly ColumnSchema[] => {
  const found = columns.filter((of) => needed.has(of.name));
  // Rows without any column still have to be counted: keep the cheapest one.
  return found.length > 0 || columns.length === 0
    ? found
    : [columns.find((of) => of.type === 'datetime') ?? columns[0]].filter((of) => of !== undefined);
};

const namesOf = (columns: readonly ColumnSchema[]): Set<string> => new Set(columns.map((of) => of.name));

const same = (left: readonly ColumnSchema[], right: readonly ColumnSchema[]): boolean =>
  left.length === right.length && left.every((of, at) => of.name === right[at]?.name);

/** The plan with exactly the needed columns, in the plan's own order. */
const exactly = (plan: Plan, needed: Needed): Plan => {
  const columns = only(plan.columns, needed);
  const pruned = prune(plan, namesOf(columns));
  return same(pruned.columns, columns) ? pruned : keepColumns(pruned, columns);
};

const pruneSummarize = (plan: Plan & { readonly op: 'summarize' }, needed: Needed): Plan => {
  // Keys decide the rows, so they stay; values returned beside a maximum go where nobody reads them.
  const aggregates = plan.aggregates.map((aggregate) => {
    // Only where each column is an argument of the picked row.
    if (aggregate.columns.length !== aggregate.args.length || aggregate.columns.length < 2) return aggregate;
    const wanted = aggregate.columns.map((of, at) => at === 0 || needed.has(of.name));
    return {
      ...aggregate,
      args: aggregate.args.filter((_, at) => wanted[at]),
      columns: aggregate.columns.filter((_, at) => wanted[at]),
    };
  });
  const read = new Set<string>();
  for (const { expr } of plan.keys) collectColumns(expr, read);
  for (const { args } of aggregates) for (const arg of args) collectColumns(arg, read);
  const columns = [...plan.columns.slice(0, plan.keys.length), ...aggregates.flatMap((aggregate) => aggregate.columns)];
  return { ...plan, aggregates, columns, input: prune(plan.input, read) };
};

const pruneJoin = (plan: Plan & { readonly op: 'join' }, needed: Needed): Plan => {
  const columns = only(plan.columns, needed);
  const kept = plan.columns.flatMap((of, at) => {
    const source = plan.output[at];
    return columns.includes(of) && source !== undefined ? [source] : [];
  });
  const side = (which: 'left' | 'right'): Set<string> => {
    const names = new Set(plan.on.map((pair) => pair[which]));
    for (const source of kept) if (source.side === which) names.add(source.name);
    return names;
  };
  return {
    ...plan,
    left: prune(plan.left, side('left')),
    right: prune(plan.right, side('right')),
    output: kept,
    columns,
  };
};

const readsOf = (...exprs: readonly (Expr | undefined)[]): Set<string> => {
  const read = new Set<string>();
  for (const expr of exprs) if (expr !== undefined) collectColumns(expr, read);
  return read;
};

const pruneParse = (plan: Plan & { readonly op: 'parse' | 'parse-kv' }, needed: Needed): Plan => {
  const found =
    plan.op === 'parse'
      ? plan.pieces.flatMap((piece) => (piece.kind === 'column' ? [piece.name] : []))
      : plan.found.map((of) => of.name);
  const read = readsOf(plan.expr);
  for (const name of needed) if (!found.includes(name)) read.add(name);
  const input = prune(plan.input, read);
  const from = namesOf(input.columns);
  return { ...plan, input, columns: plan.columns.filter((of) => found.includes(of.name) || from.has(of.name)) };
};

/**
 * The plan without columns nobody reads: its output keeps the `needed` ones in their order, perhaps with a few more.
 * A `project` right above a scan says which stored columns are read at all.
 */
export const prune = (plan: Plan, needed: Needed): Plan => {
  switch (plan.op) {
    case 'scan': {
      const columns = only(plan.columns, needed);
      return columns.length === plan.columns.length ? plan : keepColumns({ ...plan, columns }, columns);
    }
    case 'remote':
    case 'values':
    case 'range':
    case 'rows':
      return plan;
    case 'where': {
      const input = prune(plan.input, collectColumns(plan.predicate, new Set(needed)));
      return { ...plan, input, columns: input.columns };
    }
    case 'project': {
      const columns = only(plan.columns, needed);
      const wanted = namesOf(columns);
      const assignments = plan.assignments.filter(({ name }) => wanted.has(name));
      const read = new Set<string>();
      for (const { expr } of assignments) collectColumns(expr, read);
      return { ...plan, assignments, columns, input: prune(plan.input, read) };
    }
    case 'summarize':
      return pruneSummarize(plan, needed);
    case 'sort':
    case 'top': {
      const read = new Set(needed);
      for (const key of plan.by) collectColumns(key.expr, read);
      const input = prune(plan.input, read);
      return { ...plan, input, columns: input.columns };
    }
    case 'take':
    case 'serialize': {
      const input = prune(plan.input, new Set(needed));
      return { ...plan, input, columns: input.columns };
    }
    case 'union': {
      const columns = only(plan.columns, needed);
      const names = namesOf(columns);
      return { ...plan, inputs: plan.inputs.map((input) => exactly(input, names)), columns };
    }
    case 'join':
      return pruneJoin(plan, needed);
    case 'mv-expand': {
      const produced = new Set(plan.expansions.map((expansion) => expansion.name));
      if (plan.indexName !== undefined) produced.add(plan.indexName);
      if (plan.rowName !== undefined) produced.add(plan.rowName);
      const read = new Set([...needed].filter((name) => !produced.has(name)));
      for (const { expr } of plan.expansions) collectColumns(expr, read);
      const input = prune(plan.input, read);
      const from = namesOf(input.columns);
      return { ...plan, input, columns: plan.columns.filter((of) => produced.has(of.name) || from.has(of.name)) };
    }
    case 'parse':
    case 'parse-kv':
      return pruneParse(plan, needed);
    // The subquery's leaf has all the columns of the input.
    case 'partition':
      return { ...plan, input: exactly(plan.input, namesOf(plan.input.columns)), sub: pruneColumns(plan.sub) };
    case 'compute':
      return { ...plan, inputs: plan.inputs.map((input) => exactly(input, namesOf(input.columns))) };
    case 'make-series':
    case 'narrow':
      return { ...plan, input: exactly(plan.input, namesOf(plan.input.columns)) };
  }
};

/** The plan without unread columns; its own output columns stay as they are. */
export const pruneColumns = (plan: Plan): Plan => exactly(plan, namesOf(plan.columns));
