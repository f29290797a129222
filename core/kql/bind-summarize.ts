import type { ExprNode, NamedExpr, OperatorNode } from './ast';
import { bindExpr } from './bind-expression';
import { checkArity } from './make-call';
import type { CallNode, ExprContext } from './make-call';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import { column } from './expr';
import { findAggregate } from './functions/registry';
import { ColumnNames, impliedName } from './naming';
import type { Aggregate, Assignment, Expr } from './plan';
import type { AggregateFunction } from './registry';
import type { ColumnSchema } from './schema';
import type { Table } from './scope';
import { visibleColumns } from './scope';

/** Aggregates that return further values of the row they pick: `arg_max(TimeGenerated, *)`. */
/** Aggregates that return the values of one row, each under its own name. */
const picksRow = new Set(['arg_max', 'arg_min', 'take_any']);
/** The same under longer names, which the aggregate itself gives. */
const picksNamedRow = new Set(['argmax', 'argmin', 'any']);
/** Aggregates that take `*` in any place; the others take it after what they order by. */
const takesWholeRow = new Set(['take_any', 'any']);

/** Group keys; a key that is a dynamic cannot be grouped by. */
const bindKeys = (items: readonly NamedExpr[], names: ColumnNames, context: ExprContext): readonly Assignment[] => {
  for (const item of items) {
    const name = item.name?.text ?? (item.expr.kind === 'name' ? item.expr.name : undefined);
    if (name !== undefined && !names.claim(name)) {
      throw new QueryProblem(codes.duplicateName, `A column with the name '${name}' is already declared`, item.span);
    }
  }
  return items.map((item) => {
    const expr = bindExpr(item.expr, context);
    if (expr.type === 'dynamic') {
      throw new QueryProblem(
        codes.wrongType,
        `'${context.operator}' operator: a group key cannot be dynamic. Please use an explicit cast, such as tostring()`,
        item.span,
      );
    }
    const implied = impliedName(item.expr);
    const name =
      item.name?.text ??
      (item.expr.kind === 'name' ? item.expr.name : implied ? names.unique(implied) : names.numbered());
    return { name, expr };
  });
};

const keyColumns = (keys: readonly Assignment[]): readonly ColumnSchema[] =>
  keys.map(({ name, expr }) => ({ name, type: expr.type }));

/** `distinct a, b` and `distinct *`. */
export const groupRows = (items: readonly NamedExpr[], table: Table, context: ExprContext): Table => {
  const all = items.length === 1 && items[0]?.expr.kind === 'star';
  const columnsOnly = all
    ? visibleColumns(table).map((of): NamedExpr => {
        const span = items[0]?.span ?? { start: 0, end: 0 };
        return { expr: { kind: 'name', name: of.name, span }, span };
      })
    : items;
  const keys = bindKeys(columnsOnly, new ColumnNames(), context);
  return {
    plan: { op: 'summarize', input: table.plan, keys, aggregates: [], columns: keyColumns(keys) },
    serialized: false,
    hidden: false,
  };
};

/** The `count` operator: one row with a column `Count`. */
export const countRows = (table: Table, name = 'Count'): Table => {
  const columns: readonly ColumnSchema[] = [{ name, type: 'long' }];
  return {
    plan: { op: 'summarize', input: table.plan, keys: [], aggregates: [{ name: 'count', args: [], columns }], columns },
    serialized: false,
    hidden: false,
  };
};

class SummarizeBinder {
  readonly aggregates: Aggregate[] = [];
  private hidden = 0;

  constructor(
    private readonly keys: readonly Assignment[],
    private readonly names: ColumnNames,
    private readonly table: Table,
    private readonly context: ExprContext,
  ) {}

  /** Arguments of an aggregate over the input's rows; `*` of arg_max stands for all columns that are not keys. */
  private arguments(node: CallNode): {
    readonly args: readonly Expr[];
    readonly names: readonly (string | undefined)[];
  } {
    const context = { ...this.context, table: this.table, aggregate: undefined };
    const args: Expr[] = [];
    const names: (string | undefined)[] = [];
    for (const [at, { name, value }] of node.args.entries()) {
      const { text } = node.name;
      const starAllowed = (picksRow.has(text) || picksNamedRow.has(text)) && (at > 0 || takesWholeRow.has(text));
      if (value.kind === 'star' && starAllowed) {
        const taken = new Set(this.keys.flatMap(({ expr }) => (expr.kind === 'column' ? [expr.name] : [])));
        const [first] = args;
        if (first?.kind === 'column') taken.add(first.name);
        for (const of of visibleColumns(this.table)) {
          if (taken.has(of.name)) continue;
          args.push(column(of));
          names.push(of.name);
        }
      } else {
        args.push(bindExpr(value, context));
        names.push(name?.text ?? impliedName(value));
      }
    }
    return { args, names };
  }

  private checked(node: CallNode, fn: AggregateFunction, args: readonly Expr[]) {
    checkArity(fn.name, fn, args.length, node.span);
    const type = fn.resolve(args.map((arg) => arg.type));
    if (type === undefined) {
      throw new QueryProblem(
        codes.wrongType,
        `${fn.name}: argument types (${args.map((arg) => arg.type).join(', ')}) are not accepted`,
        node.span,
      );
    }
    return type;
  }

  /** What the aggregate itself says of its output columns. */
  private outputs(
    fn: AggregateFunction,
    args: readonly Expr[],
    names: readonly (string | undefined)[],
  ): readonly ColumnSchema[] | undefined {
    return fn.columns?.(
      args.map((arg, at) => ({
        name: names[at],
        type: arg.type,
        value: arg.kind === 'literal' ? arg.value : undefined,
      })),
    );
  }

  /** Columns that an aggregate standing alone adds. */
  direct(node: CallNode, fn: AggregateFunction, item: NamedExpr): readonly ColumnSchema[] {
    const given = namesOf(item);
    const { args, names } = this.arguments(node);
    const type = this.checked(node, fn, args);
    const outputs = this.outputs(fn, args, names);
    const whole = node.args[0]?.value.kind === 'star' ? names[0] : undefined;
    const implied = outputs?.[0]?.name ?? whole ?? impliedName(node) ?? fn.defaultName(names[0]);
    const columns: ColumnSchema[] = [{ name: given[0] ?? this.names.unique(implied), type }];
    for (const of of outputs?.slice(1) ?? []) {
      columns.push({ name: given[columns.length] ?? this.names.unique(of.name), type: of.type });
    }
    if (picksRow.has(fn.name)) {
      for (const [at, arg] of args.entries()) {
        const name = names[at];
        if (at === 0) continue;
        const own = given[at] ?? (name ? this.names.unique(name) : this.names.numbered());
        columns.push({ name: own, type: arg.type });
      }
    }
    if (given.length > columns.length) {
      const message = `${fn.name} has ${columns.length} value(s), not ${given.length}`;
      throw new QueryProblem(codes.wrongType, message, item.span);
    }
    this.aggregates.push({ name: fn.name, args, columns });
    return columns;
  }

  /** Column holding an aggregate inside a larger expression: `round(avg(x), 2)`. */
  inner(node: CallNode, fn: AggregateFunction): Expr {
    const { args } = this.arguments(node);
    const type = this.checked(node, fn, args);
    this.hidden++;
    const first = { name: `$aggregate${this.hidden}`, type };
    const rest = picksRow.has(fn.name)
      ? args.slice(1).map((arg, at) => ({ name: `$aggregate${this.hidden}_${at + 1}`, type: arg.type }))
      : (this.outputs(fn, args, [])?.slice(1) ?? []).map((of, at) => ({
          name: `$aggregate${this.hidden}_${at + 1}`,
          type: of.type,
        }));
    this.aggregates.push({ name: fn.name, args, columns: [first, ...rest] });
    return column(first);
  }
}

const asAggregate = (node: ExprNode, context: ExprContext): node is CallNode =>
  node.kind === 'call' &&
  context.environment.find(node.name.text)?.kind !== 'function' &&
  findAggregate(node.name.text) !== undefined;

/** Names the query gives to the columns of an item. */
const namesOf = ({ name, names }: NamedExpr): readonly string[] =>
  names?.map(({ text }) => text) ?? (name === undefined ? [] : [name.text]);

/** `summarize aggregates by keys`; expressions over aggregates become a `project` above the plan's own summarize. */
export const bindSummarize = (
  node: OperatorNode & { readonly kind: 'summarize' },
  table: Table,
  context: ExprContext,
): Table => {
  const names = new ColumnNames();
  const keys = bindKeys(node.by, names, context);
  for (const item of node.aggregates) {
    for (const name of namesOf(item)) {
      if (names.claim(name)) continue;
      throw new QueryProblem(codes.duplicateName, `A column with the name '${name}' is already declared`, item.span);
    }
  }
  const binder = new SummarizeBinder(keys, names, table, context);
  const output: Assignment[] = keys.map((key) => ({
    name: key.name,
    expr: { kind: 'column', name: key.name, type: key.expr.type },
  }));
  let composed = false;
  for (const item of node.aggregates) {
    const fn = asAggregate(item.expr, context) ? findAggregate(item.expr.name.text) : undefined;
    if (fn !== undefined && asAggregate(item.expr, context)) {
      for (const of of binder.direct(item.expr, fn, item)) output.push({ name: of.name, expr: column(of) });
      continue;
    }
    composed = true;
    const before = binder.aggregates.length;
    const expr = bindExpr(item.expr, {
      ...context,
      table: undefined,
      aggregate: (call, aggregate) => binder.inner(call, aggregate),
    });
    if (binder.aggregates.length === before && expr.kind !== 'literal') {
      throw new QueryProblem(codes.misplaced, "'summarize' operator: an aggregate is expected", item.span);
    }
    const implied = impliedName(item.expr);
    output.push({ name: namesOf(item)[0] ?? (implied ? names.unique(implied) : names.numbered()), expr });
  }
  const grouped: Table = {
    plan: {
      op: 'summarize',
      input: table.plan,
      keys,
      aggregates: binder.aggregates,
      columns: [...keyColumns(keys), ...binder.aggregates.flatMap((aggregate) => aggregate.columns)],
    },
    serialized: false,
    hidden: false,
  };
  if (!composed) return grouped;
  const columns = output.map(({ name, expr }) => ({ name, type: expr.type }));
  return { ...grouped, plan: { op: 'project', input: grouped.plan, assignments: output, columns } };
};
