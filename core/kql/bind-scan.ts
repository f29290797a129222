import type { ExprNode, OperatorNode } from './ast';
import { kept, projected } from './bind-columns';
import { bindConstant, bindExpr } from './bind-expression';
import { callByName, convertTo } from './make-call';
import type { ExprContext } from './make-call';
import { diagnosticCodes as codes, eachOf, QueryProblem } from './diagnostic';
import { column, nullLiteral } from './expr';
import { mapExprNode } from './map-expr-node';
import { ColumnNames } from './naming';
import type { ScanStep } from './plan';
import type { ColumnSchema } from './schema';
import type { Table } from './scope';
import { visibleColumns } from './scope';

type Node<Kind extends OperatorNode['kind']> = OperatorNode & { readonly kind: Kind };

const stateName = (step: string, name: string): string => `$${step}.${name}`;

export const bindScan = (node: Node<'scan'>, table: Table, context: ExprContext): Table => {
  if (!table.serialized) {
    const message = 'scan needs rows in a defined order (use sort or serialize)';
    throw new QueryProblem(codes.misplaced, message, node.keyword.span);
  }
  const whole = kept(table);
  const source = whole.plan.columns;
  const names = new ColumnNames(source.map((of) => of.name));
  const declared = eachOf(node.declared, ({ name, type, initial, span }) => {
    if (!names.claim(name.text)) {
      throw new QueryProblem(codes.duplicateName, `A column with the name '${name.text}' is already declared`, span);
    }
    const value =
      initial === undefined
        ? nullLiteral(type)
        : convertTo(context, bindConstant(initial, { ...context, table: undefined }), type, span);
    return { column: { name: name.text, type }, initial: value };
  });
  const extended: readonly ColumnSchema[] = [...source, ...declared.map((of) => of.column)];
  const stepNames = new Set<string>();
  for (const { name } of node.steps) {
    if (stepNames.has(name.text)) {
      throw new QueryProblem(codes.duplicateName, `The step '${name.text}' is already declared`, name.span);
    }
    stepNames.add(name.text);
  }
  const state = node.steps.map((step) =>
    extended.map((of): ColumnSchema => ({ name: stateName(step.name.text, of.name), type: of.type })),
  );
  const rowPlan = { ...whole.plan, columns: [...extended, ...state.flat()] };
  const inStep: ExprContext = { ...context, table: { ...whole, plan: rowPlan } };
  const ofState = (expr: ExprNode): ExprNode =>
    mapExprNode(expr, (part) => {
      if (part.kind !== 'member' || part.target.kind !== 'name') return undefined;
      const step = part.target.name;
      if (!stepNames.has(step) || source.some((of) => of.name === step)) return undefined;
      return { kind: 'name', name: stateName(step, part.member.text), span: part.span };
    });
  const steps = eachOf(node.steps, (step): ScanStep => {
    const condition = bindExpr(ofState(step.condition), inStep);
    return {
      name: step.name.text,
      output: step.output,
      condition: convertTo(context, condition, 'bool', step.condition.span),
      assignments: step.assignments.map(({ name, value }) => {
        const target = declared.find((of) => of.column.name === name.text);
        if (target === undefined) {
          throw new QueryProblem(codes.unresolvedName, `scan declares no column '${name.text}'`, name.span);
        }
        const expr = bindExpr(ofState(value), inStep);
        return { name: name.text, expr: convertTo(context, expr, target.column.type, value.span) };
      }),
    };
  });
  const { matchId } = node;
  const id: readonly ColumnSchema[] = matchId === undefined ? [] : [{ name: names.unique(matchId.text), type: 'long' }];
  return {
    plan: {
      op: 'compute',
      inputs: [whole.plan],
      what: {
        kind: 'scan',
        declared: declared.map(({ column: of, initial }) => ({ name: of.name, initial })),
        steps,
        state,
        matchId: matchId !== undefined,
      },
      columns: [...extended, ...id],
    },
    serialized: true,
    hidden: false,
  };
};

/** `reduce by text`: how many rows are alike, and in what. */
export const bindReduce = (node: Node<'reduce'>, table: Table, context: ExprContext): Table => {
  const { span } = node.by;
  const kind = node.parameters.find(({ name }) => name === 'kind');
  if (kind !== undefined && kind.value !== 'source') {
    throw new QueryProblem(codes.syntax, `reduce: there is no kind=${kind.value}`, kind.span);
  }
  const option = (name: string) => {
    const found = node.options.find((of) => of.name === name)?.value;
    return found === undefined ? undefined : bindConstant(found, { ...context, table: undefined });
  };
  const threshold = Number(option('threshold')?.value ?? 0.1);
  const separators = option('characters')?.value;
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new QueryProblem(codes.wrongType, 'reduce: the threshold lies between 0 and 1', span);
  }
  const name = '$reduced';
  const text = callByName(context, 'tostring', [bindExpr(node.by.expr, context)], span);
  const keepRows = kind !== undefined;
  const own = visibleColumns(table);
  const input = projected(table, [...own.map((of) => ({ name: of.name, expr: column(of) })), { name, expr: text }]);
  const names = new ColumnNames(keepRows ? own.map((of) => of.name) : []);
  const made: readonly ColumnSchema[] = [
    { name: names.unique('Pattern'), type: 'string' },
    { name: names.unique('Count'), type: 'long' },
    { name: names.unique('Representative'), type: 'string' },
  ];
  const before = keepRows ? input.plan.columns : [];
  const reduced: Table = {
    plan: {
      op: 'compute',
      inputs: [input.plan],
      what: {
        kind: 'reduce',
        column: name,
        threshold,
        separators: typeof separators === 'string' ? separators : undefined,
        keepRows,
      },
      columns: [...before, ...made],
    },
    serialized: false,
    hidden: false,
  };
  return keepRows ? kept(reduced, [...own, ...made]) : reduced;
};

const schemaText = (columns: readonly ColumnSchema[]): string =>
  columns
    .map((of) => `${of.name}:${of.type}`)
    .toSorted()
    .join(', ');

/** `assert-schema (a: string)`: the table itself, if its columns are these. */
export const assertSchema = (node: Node<'assert-schema'>, table: Table): Table => {
  const wanted = schemaText(node.columns.map(({ name, type }) => ({ name: name.text, type })));
  const found = schemaText(visibleColumns(table));
  if (wanted === found) return table;
  throw new QueryProblem(codes.wrongType, `assert-schema: the columns are ${found}, not ${wanted}`, node.span);
};
