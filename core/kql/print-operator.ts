import type {
  ColumnNode,
  ExpandItem,
  FindColumn,
  NamedExpr,
  NamePattern,
  OperatorNode,
  Parameter,
  ParseStep,
  SearchNode,
  SortNode,
  SourceNode,
  TabularNode,
} from './ast';
import { printGraph } from './print-graph';
import { printArguments, printExpr, printFunctionName, printName, printNamed, printText } from './print-expression';
import type { Nested } from './print-expression';

const isWord = (text: string): boolean => /^(?:[A-Za-z_]\w*|\d+)$/.test(text);

const printParameters = (parameters: readonly Parameter[]): string =>
  parameters.map(({ name, value }) => `${name}=${isWord(value) ? value : printText(value)} `).join('');

/** `(a: long, b: string)` without the parentheses. */
export const printColumns = (columns: readonly ColumnNode[]): string =>
  columns.map(({ name, type }) => `${printName(name.text)}: ${type}`).join(', ');

const printPattern = ({ text, wildcard, order }: NamePattern): string =>
  `${wildcard ? text : printName(text)}${order === undefined ? '' : ` ${order}`}`;

const printSortKey = ({ expr, descending, nullsFirst }: SortNode, nested: Nested): string => {
  const nulls = nullsFirst === descending ? ` nulls ${nullsFirst ? 'first' : 'last'}` : '';
  return `${printExpr(expr, nested)} ${descending ? 'desc' : 'asc'}${nulls}`;
};

const printStep = (step: ParseStep): string => {
  switch (step.kind) {
    case 'text':
      return printText(step.text);
    case 'skip':
      return '*';
    case 'column':
      return `${printName(step.name.text)}: ${step.type}`;
  }
};

/** A table that another operator takes: a name, a call or a query in parentheses. */
const printOperand = (query: TabularNode, nested: Nested): string => {
  const { source, operators } = query;
  if (operators.length > 0) return `(${nested(query)})`;
  if (source.kind === 'table') return source.wildcard ? source.name.text : printName(source.name.text);
  if (source.kind === 'nested') return `(${nested(source.query)})`;
  if (source.kind === 'invoke' && source.path === undefined) return printSource(source, nested);
  return `(${printSource(source, nested)})`;
};

const printTables = (tables: readonly TabularNode[], nested: Nested): string =>
  tables.map((table) => printOperand(table, nested)).join(', ');

const printSearch = ({ parameters, tables, predicate }: SearchNode, nested: Nested): string => {
  const where = tables.length === 0 ? '' : `in (${printTables(tables, nested)}) `;
  return `search ${printParameters(parameters)}${where}${printExpr(predicate, nested)}`;
};

const printFindColumn = ({ name, type, pack }: FindColumn): string =>
  pack ? 'pack(*)' : `${printName(name.text)}${type === undefined ? '' : `: ${type}`}`;

const printUnion = (node: OperatorNode & { readonly kind: 'union' }, nested: Nested): string =>
  `union ${printParameters(node.parameters)}${printTables(node.tables, nested)}`;

/** What a tabular expression starts with. */
export const printSource = (source: SourceNode, nested: Nested): string => {
  const expr = (node: Parameters<typeof printExpr>[0]): string => printExpr(node, nested);
  switch (source.kind) {
    case 'table':
      return printName(source.name.text);
    case 'invoke': {
      const call = printFunctionName(source.name.text) + printArguments(source.args, nested);
      return source.path === undefined ? call : `${call}[${expr(source.path)}]`;
    }
    case 'print':
      return `print ${source.items.map((item) => printNamed(item, nested)).join(', ')}`;
    case 'datatable':
      return `datatable(${printColumns(source.columns)})[${source.values.map(expr).join(', ')}]`;
    case 'range':
      return `range ${printName(source.name.text)} from ${expr(source.from)} to ${expr(source.to)} step ${expr(source.step)}`;
    case 'union':
      return printUnion(source.union, nested);
    case 'search':
      return printSearch(source.search, nested);
    case 'find': {
      const tables = source.tables.length === 0 ? '' : `in (${printTables(source.tables, nested)}) `;
      const columns = source.project?.map(printFindColumn).join(', ');
      const project = columns === undefined ? '' : ` project ${columns}`;
      return `find ${printParameters(source.parameters)}${tables}where ${expr(source.predicate)}${project}`;
    }
    case 'nested':
      return `(${nested(source.query)})`;
  }
};

const printExpandItem = (item: ExpandItem, nested: Nested): string =>
  `${printNamed(item, nested)}${item.type === undefined ? '' : ` to typeof(${item.type})`}`;

const printScan = (node: OperatorNode & { readonly kind: 'scan' }, nested: Nested): string => {
  const id = node.matchId === undefined ? '' : ` with_match_id = ${printName(node.matchId.text)}`;
  const columns = node.declared.map(({ name, type, initial }) => {
    const start = initial === undefined ? '' : ` = ${printExpr(initial, nested)}`;
    return `${printName(name.text)}: ${type}${start}`;
  });
  const declared = columns.length === 0 ? '' : ` declare (${columns.join(', ')})`;
  const steps = node.steps.map(({ name, output, condition, assignments }) => {
    const given = assignments.map((of) => `${printName(of.name.text)} = ${printExpr(of.value, nested)}`).join(', ');
    const then = given === '' ? '' : ` => ${given}`;
    return `step ${printName(name.text)} output = ${output}: ${printExpr(condition, nested)}${then};`;
  });
  return `scan${id}${declared} with (${steps.join(' ')})`;
};

/** One operator, without the `|` before it. */
export const printOperator = (node: OperatorNode, nested: Nested): string => {
  const expr = (of: Parameters<typeof printExpr>[0]): string => printExpr(of, nested);
  const items = (of: readonly NamedExpr[]): string => of.map((item) => printNamed(item, nested)).join(', ');
  const by = (of: readonly NamedExpr[]): string => (of.length === 0 ? '' : ` by ${items(of)}`);
  const operators = (of: readonly OperatorNode[]): string =>
    of.map((operator) => printOperator(operator, nested)).join(' | ');
  const word = node.keyword.text;
  switch (node.kind) {
    case 'where':
      return `${word} ${expr(node.predicate)}`;
    case 'extend':
    case 'project':
    case 'serialize':
    case 'project-rename':
    case 'distinct':
      return `${word} ${items(node.items)}`.trimEnd();
    case 'project-away':
    case 'project-keep':
    case 'project-reorder':
      return `${node.kind} ${node.patterns.map(printPattern).join(', ')}`;
    case 'project-by-names':
      return `project-by-names ${node.items.map(expr).join(', ')}`;
    case 'getschema':
      return 'getschema';
    case 'count':
      return node.name === undefined ? 'count' : `count as ${printName(node.name.text)}`;
    case 'summarize':
      return `summarize ${items(node.aggregates)}${by(node.by)}`.replace('summarize  by', 'summarize by');
    case 'sort':
      return `${word} by ${node.by.map((key) => printSortKey(key, nested)).join(', ')}`;
    case 'top':
      return `top ${expr(node.count)} by ${node.by.map((key) => printSortKey(key, nested)).join(', ')}`;
    case 'take':
    case 'sample':
      return `${word} ${expr(node.count)}`;
    case 'sample-distinct':
      return `sample-distinct ${expr(node.count)} of ${printNamed(node.of, nested)}`;
    case 'top-hitters': {
      const weight = node.by === undefined ? '' : ` by ${expr(node.by)}`;
      return `${word} ${expr(node.count)} of ${printNamed(node.of, nested)}${weight}`;
    }
    case 'top-nested':
      return node.levels
        .map((level) => {
          const count = level.count === undefined ? '' : `${expr(level.count)} `;
          const others = level.others === undefined ? '' : ` with others = ${expr(level.others)}`;
          const order = level.descending ? 'desc' : 'asc';
          return `top-nested ${count}of ${printNamed(level.of, nested)}${others} by ${printNamed(level.by, nested)} ${order}`;
        })
        .join(', ');
    case 'union':
      return printUnion(node, nested);
    case 'join':
    case 'lookup': {
      const on = node.on.map(({ left, right }) => `$left.${printName(left.text)} == $right.${printName(right.text)}`);
      const conditions = node.on.every(({ left, right }) => left.text === right.text)
        ? node.on.map(({ left }) => printName(left.text))
        : on;
      return `${node.kind} ${printParameters(node.parameters)}${printOperand(node.right, nested)} on ${conditions.join(', ')}`;
    }
    case 'mv-expand':
    case 'mv-apply': {
      const list = node.items.map((item) => printExpandItem(item, nested)).join(', ');
      const limit = node.limit === undefined ? '' : ` limit ${expr(node.limit)}`;
      const sub = node.kind === 'mv-apply' ? ` on (${operators(node.operators)})` : '';
      return `${word} ${printParameters(node.parameters)}${list}${limit}${sub}`;
    }
    case 'partition':
      return `partition by ${printNamed(node.by, nested)} ${node.query ? `{ ${nested(node.query)} }` : `(${operators(node.operators)})`}`;
    case 'make-graph':
    case 'graph-match':
    case 'graph-shortest-paths':
    case 'graph-mark-components':
    case 'graph-to-table':
      return printGraph(node, { nested, operand: printOperand, parameters: printParameters });
    case 'scan':
      return printScan(node, nested);
    case 'reduce': {
      const options = node.options.map(({ name, value }) => `${name} = ${expr(value)}`).join(', ');
      const head = `reduce ${printParameters(node.parameters)}by ${printNamed(node.by, nested)}`;
      return options === '' ? head : `${head} with ${options}`;
    }
    case 'assert-schema':
      return `assert-schema (${printColumns(node.columns)})`;
    case 'parse':
    case 'parse-where': {
      const kind = node.mode === 'simple' ? '' : `kind=${node.mode} `;
      const flags = node.flags === '' ? '' : `flags=${node.flags} `;
      return `${node.kind} ${kind}${flags}${expr(node.expr)} with ${node.steps.map(printStep).join(' ')}`;
    }
    case 'parse-kv': {
      const list = node.properties.map(({ name, value }) => `${printName(name)} = ${expr(value)}`).join(', ');
      const properties = list === '' ? '' : ` with (${list})`;
      return `parse-kv ${expr(node.expr)} as (${printColumns(node.columns)})${properties}`;
    }
    case 'make-series': {
      const values = node.items.map((item) => {
        const initial = item.initial === undefined ? '' : ` default = ${expr(item.initial)}`;
        return printNamed(item, nested) + initial;
      });
      const { from, to, step } = node;
      const bounds = [from && `from ${expr(from)}`, to && `to ${expr(to)}`, `step ${expr(step)}`]
        .filter(Boolean)
        .join(' ');
      const axis = from && to && node.inRange ? `in range(${expr(from)}, ${expr(to)}, ${expr(step)})` : bounds;
      const head = `make-series ${printParameters(node.parameters)}${values.join(', ')}`;
      return `${head} on ${printAxis(node.on, nested)} ${axis}${by(node.by)}`;
    }
    case 'evaluate': {
      const call = `evaluate ${printName(node.plugin.text)}${printArguments(node.args, nested)}`;
      if (node.schema === undefined) return call;
      const columns = printColumns(node.schema.columns);
      const star = node.schema.star ? (columns === '' ? '*' : '*, ') : '';
      return `${call} : (${star}${columns})`;
    }
    case 'invoke':
      return `invoke ${printName(node.name.text)}${printArguments(node.args, nested)}`;
    case 'search':
      return printSearch(node, nested);
    case 'render': {
      const properties = Object.entries(node.properties).map(
        ([name, value]) => `${printName(name)}=${printText(value)}`,
      );
      return `render ${node.visualization}${properties.length === 0 ? '' : ` with (${properties.join(', ')})`}`;
    }
    case 'as':
      return `as ${printName(node.name.text)}`;
  }
};

/** The axis ends before `in` and `from`, which a comparison would swallow. */
const printAxis = (item: NamedExpr, nested: Nested): string => {
  const { kind } = item.expr;
  const text = printExpr(item.expr, nested);
  const closed = kind === 'operation' ? `(${text})` : text;
  return item.name === undefined ? closed : `${printName(item.name.text)} = ${closed}`;
};
