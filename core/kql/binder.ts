import type { ExprNode, LetNode, OperatorNode, QueryNode, SourceNode, TabularNode } from './ast';
import { asTable, bindArguments, matchCase } from './bind-call';
import { bindExpr } from './bind-expression';
import { convertTo } from './make-call';
import type { CallNode, ExprContext } from './make-call';
import { bindOperator } from './bind-operator';
import { bindConstantSource, scanTable, tableNamed } from './bind-source';
import { bindFind, bindSearch } from './bind-search';
import { bindUnion } from './bind-union';
import { refuseCrossResource } from './cross-resource';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import type { Span } from './diagnostic';
import { planSize } from './plan-size';
import { shown } from './bind-columns';
import type { TableSchema } from './schema';
import { asTabular } from './as-tabular';
import { SavedFunctions } from './saved-functions';
import type { SavedFunction } from './saved-functions';
import type { BindState, Binding, Table, Value } from './scope';
import { Environment, visibleColumns } from './scope';

/** Most plan nodes a query may come to once its `let`s are inlined. */
const maxNodes = 5_000;

type FunctionBinding = Binding & { readonly kind: 'function' };
type PatternBinding = Binding & { readonly kind: 'pattern' };
type BindOptions = Pick<BindState, 'now' | 'timespan' | 'ingestionTime' | 'schemas'>;
type Caller = { readonly environment: Environment; readonly table: Table | undefined; readonly operator: string };

/** Functions of Kusto that give a table. */
const tabularFunctions = new Set([
  'materialize',
  'table',
  'workspace',
  'app',
  'resource',
  'cluster',
  'database',
  'adx',
  'arg',
]);

/** Binds the statements of a query or function body. */
class Binder {
  readonly state: BindState;
  /** Saved functions whose bodies are being bound. */
  private readonly calling = new Set<string>();

  constructor(tables: readonly TableSchema[], options: BindOptions) {
    this.state = {
      ...options,
      tables: new Map(tables.map((table) => [table.name, table])),
      read: new Set(),
      nowRead: false,
      settings: new Map(),
      budget: maxNodes,
      groups: 0,
      asked: 0,
      invoke: (binding, node, caller) => this.invoke(binding, node, caller),
      bindTabular: (node, environment) => this.tabular(node, environment),
      bindValue: (node, environment, operator) => this.value(node, environment, this.context(environment, operator)),
      bindOperators: (table, operators, environment) => this.operators(table, operators, environment),
      invokeOn: (table, node, { environment }) => this.invokeOn(table, node, environment),
    };
  }

  private spend(span: Span, nodes = 1): void {
    this.state.budget -= nodes;
    if (this.state.budget < 0) {
      throw new QueryProblem(codes.tooComplex, `The query comes to more than ${maxNodes} operators`, span);
    }
  }

  private context(environment: Environment, operator: string, table?: Table): ExprContext {
    return { state: this.state, environment, operator, table };
  }

  query(node: QueryNode, environment: Environment, table?: Table): Value {
    for (const { name, value } of node.settings) if (value !== undefined) this.state.settings.set(name.text, value);
    for (const statement of node.lets) {
      const { name } = statement;
      const binding = this.declared(statement, environment);
      if (!environment.add(name.text, binding)) {
        throw new QueryProblem(codes.duplicateName, `The name '${name.text}' is already declared`, name.span);
      }
    }
    return this.value(node.result, environment, this.context(environment, 'query', table));
  }

  private declared({ name, value }: LetNode, environment: Environment): Binding {
    switch (value.kind) {
      case 'function':
        return { kind: 'function', fn: value.fn, environment };
      case 'pattern':
        return { kind: 'pattern', pattern: value, environment };
      case 'expression':
        return this.value(value.expr, environment, this.context(environment, 'let'));
      case 'parameter': {
        if (value.initial === undefined) {
          throw new QueryProblem(codes.notConstant, `The query parameter '${name.text}' has no value`, name.span);
        }
        const context = this.context(environment, 'declare');
        const expr = convertTo(context, bindExpr(value.initial, context), value.type, value.initial.span);
        return { kind: 'scalar', expr };
      }
    }
  }

  /** A scalar or a table, whichever the expression is. */
  value(node: ExprNode, environment: Environment, context: ExprContext): Value {
    if (node.kind === 'tabular') return { kind: 'table', table: this.tabular(node.query, environment) };
    if (node.kind === 'name') {
      const isColumn = context.table && visibleColumns(context.table).some((of) => of.name === node.name);
      const binding = isColumn ? undefined : environment.find(node.name);
      if (binding?.kind === 'scalar' || isColumn) return { kind: 'scalar', expr: bindExpr(node, context) };
      return { kind: 'table', table: this.named(node.name, node.span, environment) };
    }
    if (node.kind === 'call') {
      const binding = environment.find(node.name.text);
      if (binding?.kind === 'function') return this.invoke(binding, node, context);
      const tabular = binding?.kind === 'pattern' || tabularFunctions.has(node.name.text);
      if (tabular) return { kind: 'table', table: this.source({ ...node, kind: 'invoke' }, environment) };
    }
    if ((node.kind === 'member' || node.kind === 'index') && node.target.kind === 'call') {
      const tabular = environment.find(node.target.name.text)?.kind === 'pattern' ? asTabular(node) : undefined;
      if (tabular !== undefined) return { kind: 'table', table: this.tabular(tabular, environment) };
    }
    return { kind: 'scalar', expr: bindExpr(node, context) };
  }

  /** A table by name: what `let` and parameters bound, else a stored one. */
  private named(name: string, span: Span, environment: Environment): Table {
    const binding = environment.find(name);
    // A table bound once and used twice is twice the work: the plan is a tree.
    this.spend(span, binding?.kind === 'table' ? planSize(binding.table.plan) : 1);
    if (binding?.kind === 'table') return binding.table;
    if (binding?.kind === 'function' && binding.fn.parameters.length === 0) {
      const call: CallNode = { kind: 'call', name: { text: name, span }, args: [], span };
      const table = asTable(this.invoke(binding, call, { environment, table: undefined, operator: name }), span);
      return binding.fn.view ? { ...table, name } : table;
    }
    if (binding !== undefined) throw new QueryProblem(codes.wrongType, `'${name}' is not a table`, span);
    const schema = this.state.tables.get(name);
    if (schema !== undefined) return scanTable(schema, this.state);
    throw new QueryProblem(codes.unresolvedName, `Failed to resolve table or column expression named '${name}'`, span);
  }

  private materialized(node: CallNode, environment: Environment): Table {
    const [only, ...others] = node.args;
    const query = only === undefined ? undefined : asTabular(only.value);
    if (query === undefined || others.length > 0) {
      throw new QueryProblem(codes.arity, 'materialize(): function expects one tabular argument', node.span);
    }
    return this.tabular(query, environment);
  }

  tabular(node: TabularNode, environment: Environment): Table {
    return this.operators(this.source(node.source, environment), node.operators, environment);
  }

  private operators(from: Table, operators: readonly OperatorNode[], environment: Environment): Table {
    let table = from;
    for (const [at, operator] of operators.entries()) {
      this.spend(operator.span);
      if (table.render !== undefined) {
        const [render] = operators.slice(Math.max(0, at - 1));
        throw new QueryProblem(codes.misplaced, 'render must be the last operator', render?.span ?? operator.span);
      }
      table = bindOperator(operator, table, { state: this.state, environment });
    }
    return table;
  }

  private source(node: SourceNode, environment: Environment): Table {
    this.spend(node.span);
    switch (node.kind) {
      case 'table':
        if (node.wildcard) return this.wildcard(node.span);
        return this.named(node.name.text, node.span, environment);
      case 'invoke': {
        const call: CallNode = { kind: 'call', name: node.name, args: node.args, span: node.span };
        const binding = environment.find(node.name.text);
        if (binding?.kind === 'pattern') return this.matched(binding, call, node.path, environment);
        if (binding?.kind !== 'function') {
          refuseCrossResource(node.name);
          if (node.name.text === 'materialize') return this.materialized(call, environment);
          if (node.name.text === 'table') return tableNamed(call, this.context(environment, 'table'));
          const message = `Unknown or unsupported tabular function: '${node.name.text}'`;
          throw new QueryProblem(codes.unknownFunction, message, node.name.span);
        }
        return asTable(this.invoke(binding, call, this.context(environment, node.name.text)), node.span);
      }
      case 'search':
        return bindSearch(node.search, this.context(environment, 'search'));
      case 'find':
        return bindFind(node, this.context(environment, 'find'));
      case 'nested':
        return this.tabular(node.query, environment);
      case 'union':
        return bindUnion(node.union, undefined, this.context(environment, 'union'));
      default:
        return bindConstantSource(node, this.context(environment, node.kind));
    }
  }

  private wildcard(span: Span): never {
    throw new QueryProblem(codes.unsupported, 'A wildcard is not supported here', span);
  }

  /** The table of a pattern's case whose values these are. */
  private matched(
    { pattern, environment: own }: PatternBinding,
    node: CallNode,
    path: ExprNode | undefined,
    environment: Environment,
  ): Table {
    const name = node.name.text;
    const found = matchCase(pattern, node, path, this.context(environment, name), this.context(own, name));
    const inner = new Environment(own);
    for (const [parameter, expr] of found.values) inner.add(parameter, { kind: 'scalar', expr });
    return asTable(this.query(found.body, new Environment(inner)), node.span);
  }

  private invokeOn(table: Table, node: OperatorNode & { readonly kind: 'invoke' }, environment: Environment): Table {
    const binding = environment.find(node.name.text);
    if (binding?.kind !== 'function') {
      const message = `Unknown or unsupported tabular function: '${node.name.text}'`;
      throw new QueryProblem(codes.unknownFunction, message, node.name.span);
    }
    const piped = new Environment(environment);
    const name = '$piped';
    piped.add(name, { kind: 'table', table });
    const { span } = node.name;
    const args = [{ value: { kind: 'name' as const, name, span } }, ...node.args];
    const call: CallNode = { kind: 'call', name: node.name, args, span: node.span };
    return asTable(this.invoke(binding, call, this.context(piped, node.name.text)), node.span);
  }

  /** What is wrong inside a saved function is said of its call: its text is not the query's. A function cannot call itself. */
  private invokeSaved(name: string, binding: FunctionBinding, node: CallNode, context: ExprContext): Value {
    const inner = new Environment(binding.environment);
    bindArguments(binding.fn, node, inner, context, (value) => this.value(value, context.environment, context));
    if (this.calling.has(name)) {
      throw new QueryProblem(codes.tooComplex, `The saved function '${name}' calls itself`, node.span);
    }
    this.calling.add(name);
    try {
      return this.query(binding.fn.body, new Environment(inner));
    } catch (error) {
      if (!(error instanceof QueryProblem)) throw error;
      throw new QueryProblem(error.code, `In the saved function '${name}': ${error.message}`, node.span);
    } finally {
      this.calling.delete(name);
    }
  }

  /** Calls a function given by `let`: parameters stand for the argument expressions, which are bound by the caller. */
  invoke(binding: FunctionBinding, node: CallNode, caller: Caller): Value {
    this.spend(node.span);
    const inner = new Environment(binding.environment);
    const context: ExprContext = { ...this.context(caller.environment, caller.operator), table: caller.table };
    if (binding.saved !== undefined) return this.invokeSaved(binding.saved, binding, node, context);
    bindArguments(binding.fn, node, inner, context, (value) => this.value(value, context.environment, context));
    return this.query(binding.fn.body, new Environment(inner));
  }
}

export type BoundTable = {
  readonly table: Table;
  readonly tables: readonly string[];
  /** The query asked what time it is. */
  readonly readsNow: boolean;
};

/** Binds a whole query to its tables. Throws `QueryProblem`. */
export const bindQuery = (
  node: QueryNode,
  tables: readonly TableSchema[],
  options: BindOptions,
  functions: readonly SavedFunction[] = [],
): BoundTable => {
  const binder = new Binder(tables, options);
  const value = binder.query(node, new Environment(new SavedFunctions(functions)));
  if (value.kind === 'scalar') {
    throw new QueryProblem(
      codes.wrongType,
      'The query is a scalar; a tabular expression is expected',
      node.result.span,
    );
  }
  if (value.table.graph !== undefined) {
    const message = 'The query gives a graph; end it with graph-match or graph-to-table';
    throw new QueryProblem(codes.misplaced, message, node.result.span);
  }
  return { table: shown(value.table), tables: [...binder.state.read], readsNow: binder.state.nowRead };
};
