import type { ExprNode, JoinCondition, Name, OperatorNode, TabularNode } from './ast';
import { bindExpr } from './bind-expression';
import type { ExprContext } from './make-call';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import type { Span } from './diagnostic';
import { column } from './expr';
import { ColumnNames } from './naming';
import type { JoinKind, Plan } from './plan';
import type { ColumnSchema, ColumnType } from './schema';
import type { Table } from './scope';
import { visibleColumns } from './scope';

const kinds: ReadonlyMap<string, JoinKind> = new Map([
  ['innerunique', 'innerunique'],
  ['inner', 'inner'],
  ['leftouter', 'leftouter'],
  ['rightouter', 'rightouter'],
  ['fullouter', 'fullouter'],
  ['leftanti', 'leftanti'],
  ['anti', 'leftanti'],
  ['leftantisemi', 'leftanti'],
  ['rightanti', 'rightanti'],
  ['rightantisemi', 'rightanti'],
  ['leftsemi', 'leftsemi'],
  ['rightsemi', 'rightsemi'],
]);

const numbers = new Set<ColumnType>(['int', 'long', 'real', 'decimal']);

const columnNamed = (name: Name, table: Table, operator: string): ColumnSchema => {
  const found = visibleColumns(table).find((of) => of.name === name.text);
  if (found !== undefined) return found;
  throw new QueryProblem(
    codes.unresolvedName,
    `'${operator}' operator: Failed to resolve column or scalar expression named '${name.text}'`,
    name.span,
  );
};

const checkKeys = (left: ColumnType, right: ColumnType, span: Span): void => {
  if (left === 'dynamic' || right === 'dynamic') {
    throw new QueryProblem(codes.wrongType, 'A join key cannot be dynamic. Please use an explicit cast', span);
  }
  if (left !== right && !(numbers.has(left) && numbers.has(right))) {
    throw new QueryProblem(codes.comparison, `Cannot compare values of types ${left} and ${right} in a join`, span);
  }
};

const bindOn = (on: readonly JoinCondition[], left: Table, right: Table, operator: string) =>
  on.map((condition) => {
    const from = columnNamed(condition.left, left, operator);
    const to = columnNamed(condition.right, right, operator);
    checkKeys(from.type, to.type, condition.span);
    return { left: from.name, right: to.name };
  });

type Source = { readonly side: 'left' | 'right'; readonly of: ColumnSchema };

/** Left columns, then right ones; a right name that the left has gets 1, 2 ... until it is free on both sides. */
const namedOutput = (left: readonly ColumnSchema[], right: readonly ColumnSchema[]) => {
  const leftNames = new Set(left.map((of) => of.name));
  const names = new ColumnNames([...leftNames, ...right.map((of) => of.name)]);
  const sources: Source[] = [
    ...left.map((of) => ({ side: 'left' as const, of })),
    ...right.map((of) => ({ side: 'right' as const, of })),
  ];
  const columns = sources.map(({ side, of }) => ({
    name: side === 'right' && leftNames.has(of.name) ? names.unique(of.name) : of.name,
    type: of.type,
  }));
  return { columns, output: sources.map(({ side, of }) => ({ side, name: of.name })) };
};

export const joined = (
  kind: JoinKind,
  left: Table,
  right: Table,
  on: readonly { readonly left: string; readonly right: string }[],
  sides: { readonly left: readonly ColumnSchema[]; readonly right: readonly ColumnSchema[] },
): Table => {
  const plan: Plan = {
    op: 'join',
    kind,
    left: left.plan,
    right: right.plan,
    on,
    ...namedOutput(sides.left, sides.right),
  };
  return { plan, serialized: false, hidden: false };
};

const kindOf = (node: OperatorNode & { readonly kind: 'join' | 'lookup' }, fallback: JoinKind): JoinKind => {
  const parameter = node.parameters.find(({ name }) => name === 'kind');
  if (parameter === undefined) return fallback;
  const kind = kinds.get(parameter.value);
  if (kind === undefined || (node.kind === 'lookup' && kind !== 'leftouter' && kind !== 'inner')) {
    throw new QueryProblem(codes.unsupported, `${node.kind} kind=${parameter.value} is not supported`, parameter.span);
  }
  return kind;
};

/** `join`, `innerunique` by default. */
export const bindJoin = (
  node: OperatorNode & { readonly kind: 'join' | 'lookup' },
  left: Table,
  context: ExprContext,
): Table => {
  const kind = kindOf(node, 'innerunique');
  const right = context.state.bindTabular(node.right, context.environment);
  const on = bindOn(node.on, left, right, node.kind);
  const onlyLeft = kind === 'leftanti' || kind === 'leftsemi';
  const onlyRight = kind === 'rightanti' || kind === 'rightsemi';
  return joined(kind, left, right, on, {
    left: onlyRight ? [] : visibleColumns(left),
    right: onlyLeft ? [] : visibleColumns(right),
  });
};

/** `lookup`: as a leftouter (or inner) join, without the right side's keys. */
export const bindLookup = (
  node: OperatorNode & { readonly kind: 'join' | 'lookup' },
  left: Table,
  context: ExprContext,
): Table => {
  const kind = kindOf(node, 'leftouter');
  const right = context.state.bindTabular(node.right, context.environment);
  const on = bindOn(node.on, left, right, node.kind);
  const keys = new Set(on.map((pair) => pair.right));
  return joined(kind, left, right, on, {
    left: visibleColumns(left),
    right: visibleColumns(right).filter((of) => !keys.has(of.name)),
  });
};

/** `where x in (table)` and `!in`: the table's first column decides, by a semi or anti join. */
export const semiJoin = (
  table: Table,
  operand: { readonly left: ExprNode; readonly query: TabularNode; readonly operator: Name },
  context: ExprContext,
): Table => {
  const { operator } = operand;
  const right = context.state.bindTabular(operand.query, context.environment);
  const [first] = visibleColumns(right);
  if (first === undefined) throw new QueryProblem(codes.wrongType, 'The table has no column', operand.query.span);
  const value = bindExpr(operand.left, context);
  checkKeys(value.type, first.type, operand.left.span);
  const columns = table.plan.columns;
  const key = '$in';
  const left: Plan = {
    op: 'project',
    input: table.plan,
    assignments: [...columns.map((of) => ({ name: of.name, expr: column(of) })), { name: key, expr: value }],
    columns: [...columns, { name: key, type: value.type }],
  };
  return {
    hidden: table.hidden,
    serialized: false,
    plan: {
      op: 'join',
      kind: operator.text === 'in' ? 'leftsemi' : 'leftanti',
      left: value.kind === 'column' ? table.plan : left,
      right: right.plan,
      on: [{ left: value.kind === 'column' ? value.name : key, right: first.name }],
      columns,
      output: columns.map((of) => ({ side: 'left', name: of.name })),
    },
  };
};
