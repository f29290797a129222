import type { ExprNode, NamedExpr, OperatorNode } from './ast';
import { project, projected } from './bind-columns';
import { bindExpr } from './bind-expression';
import { asTable, graphOf, ownColumns } from './bind-graph';
import { convertTo } from './make-call';
import type { ExprContext } from './make-call';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import type { Span } from './diagnostic';
import { column, literal } from './expr';
import { mapExprNode } from './map-expr-node';
import { impliedName } from './naming';
import type { Assignment, Computation, Expr, GraphHop } from './plan';
import type { ColumnSchema, ColumnType } from './schema';
import type { Graph, Table } from './scope';

type Node = OperatorNode & { readonly kind: 'graph-match' | 'graph-shortest-paths' };
type Match = Extract<Computation, { kind: 'graph-match' }>;
type Variable = { readonly kind: 'node' | 'edge'; readonly at: number; readonly many: boolean };
type Hop = Omit<GraphHop, 'edgeFilters' | 'innerFilters'> & {
  readonly edgeFilters: string[];
  readonly innerFilters: string[];
};

const cyclesKinds = ['all', 'none', 'unique_edges'] as const;
const maxRepeats = 100;

const unsupported = (message: string, span: Span): QueryProblem => new QueryProblem(codes.unsupported, message, span);

/** Places, hops and names of the patterns. */
const readPatterns = (node: Node) => {
  const variables = new Map<string, Variable>();
  const hops: Hop[] = [];
  let places = 0;
  for (const { elements, span } of node.patterns) {
    let from = -1;
    let edge: (typeof elements)[number] | undefined;
    for (const element of elements) {
      if (element.kind === 'edge') {
        edge = element;
        continue;
      }
      const name = element.name?.text;
      const known = name === undefined ? undefined : variables.get(name);
      const at = known?.at ?? places++;
      if (name !== undefined && known === undefined) variables.set(name, { kind: 'node', at, many: false });
      if (edge?.kind === 'edge') {
        const [least, most] = edge.range ?? [1, 1];
        if (most < least || most > maxRepeats) {
          throw new QueryProblem(
            codes.syntax,
            `An edge repeats at most ${maxRepeats} times, and not ${least}..${most}`,
            edge.span,
          );
        }
        if (edge.name !== undefined) {
          if (variables.has(edge.name.text)) {
            throw new QueryProblem(codes.duplicateName, `The name '${edge.name.text}' is already used`, edge.span);
          }
          variables.set(edge.name.text, { kind: 'edge', at: hops.length, many: edge.range !== undefined });
        }
        hops.push({ from, to: at, direction: edge.direction, least, most, edgeFilters: [], innerFilters: [] });
      }
      from = at;
    }
    if (from < 0) throw new QueryProblem(codes.syntax, 'A pattern starts with a node', span);
  }
  return { variables, hops, places };
};

/** Binds `where` and `project` of a pattern: what they ask of nodes and edges becomes columns of the matches. */
class MatchBinder {
  readonly output: (Match['output'][number] & ColumnSchema)[] = [];
  readonly nodeFilters: string[][];
  private readonly added: Record<'node' | 'edge', Assignment[]> = { node: [], edge: [] };

  constructor(
    private readonly graph: Graph,
    private readonly variables: ReadonlyMap<string, Variable>,
    readonly hops: readonly Hop[],
    places: number,
    private readonly context: ExprContext,
  ) {
    this.nodeFilters = Array.from({ length: places }, () => []);
  }

  private plan(kind: Variable['kind']): Graph['nodes'] {
    return kind === 'node' ? this.graph.nodes : this.graph.edges;
  }

  private named(node: ExprNode): Variable | undefined {
    return node.kind === 'name' ? this.variables.get(node.name) : undefined;
  }

  /** Nodes or edges with the columns the patterns ask for. */
  input(kind: Variable['kind']): Graph['nodes'] {
    const table = asTable(this.plan(kind));
    if (this.added[kind].length === 0) return table.plan;
    const own = table.plan.columns.map((of) => ({ name: of.name, expr: column(of) }));
    return projected(table, [...own, ...this.added[kind]]).plan;
  }

  private compute(kind: Variable['kind'], expr: Expr): string {
    const name = `$made${this.added[kind].length}`;
    this.added[kind].push({ name, expr });
    return name;
  }

  private request(
    from: Match['output'][number]['from'],
    at: number,
    of: string,
    type: ColumnType,
    span: Span,
  ): ExprNode {
    const known = this.output.find((each) => each.from === from && each.at === at && each.column === of);
    const name = known?.name ?? `$match${this.output.length}`;
    if (known === undefined) this.output.push({ from, at, column: of, name, type });
    return { kind: 'name', name, span };
  }

  private property(variable: Variable, node: ExprNode & { readonly kind: 'member' }): ColumnSchema {
    const { text, span } = node.member;
    const found = ownColumns(this.plan(variable.kind)).find((of) => of.name === text);
    if (found !== undefined) return found;
    throw new QueryProblem(codes.unresolvedName, `The ${variable.kind}s of the graph have no column '${text}'`, span);
  }

  /** `map`, `all` and `any` of an edge, or of the nodes inside it: the edge's hop, and which of the two. */
  private elements(node: ExprNode): { readonly at: number; readonly kind: Variable['kind'] } | undefined {
    const [only] = node.kind === 'call' && node.name.text === 'inner_nodes' ? node.args : [];
    const variable = this.named(only?.value ?? node);
    return variable?.kind === 'edge' ? { at: variable.at, kind: only === undefined ? 'edge' : 'node' } : undefined;
  }

  private overElements(node: ExprNode & { readonly kind: 'call' }) {
    const [over, value, ...rest] = node.args;
    const elements = over && value && rest.length === 0 ? this.elements(over.value) : undefined;
    if (elements === undefined || value === undefined) return undefined;
    const scope = asTable({ ...this.plan(elements.kind), columns: ownColumns(this.plan(elements.kind)) });
    const expr = bindExpr(value.value, { ...this.context, table: scope });
    return { ...elements, expr, span: value.value.span };
  }

  /** The expression over columns of the matches. */
  rewrite(node: ExprNode, inWhere: boolean): ExprNode {
    return mapExprNode(node, (part) => {
      const { span } = part;
      if (part.kind === 'member') {
        const variable = this.named(part.target);
        if (variable === undefined) return undefined;
        const { name, type } = this.property(variable, part);
        if (!variable.many) return this.request(variable.kind, variable.at, name, type, span);
        if (!inWhere) return this.request('edges', variable.at, name, 'dynamic', span);
        throw unsupported('A condition on an edge that repeats is only supported within all() or any()', span);
      }
      if (part.kind !== 'call' || !['map', 'all', 'any'].includes(part.name.text)) return undefined;
      const found = this.overElements(part);
      if (found === undefined) return undefined;
      const { at, kind, expr } = found;
      const from = kind === 'edge' ? 'edges' : 'inner';
      const isMap = part.name.text === 'map';
      const wanted = isMap ? expr : convertTo(this.context, expr, 'bool', span);
      const list = this.request(from, at, this.compute(kind, wanted), 'dynamic', span);
      if (isMap) return list;
      const value: ExprNode = { ...literal('bool', part.name.text === 'any'), span };
      const call: ExprNode = {
        kind: 'call',
        name: { text: 'array_index_of', span },
        args: [{ value: list }, { value }],
        span,
      };
      const operator = { text: part.name.text === 'any' ? '!=' : '==', span };
      return { kind: 'operation', operator, operands: [call, { ...literal('long', -1), span }], span };
    });
  }

  /** True where the condition asks one node, one edge or `all` of a repeated one: then the search itself looks at it. */
  push(condition: ExprNode): boolean {
    const whole = condition.kind === 'call' && condition.name.text === 'all' ? this.overElements(condition) : undefined;
    if (whole !== undefined) {
      const name = this.compute(whole.kind, convertTo(this.context, whole.expr, 'bool', whole.span));
      const hop = this.hops[whole.at];
      (whole.kind === 'edge' ? hop?.edgeFilters : hop?.innerFilters)?.push(name);
      return true;
    }
    const asked = new Set<Variable>();
    let plain = true;
    mapExprNode(condition, (part) => {
      const variable = part.kind === 'member' ? this.named(part.target) : undefined;
      if (variable !== undefined) asked.add(variable);
      else if (this.named(part) !== undefined) plain = false;
      return variable === undefined ? undefined : part;
    });
    const [only, ...others] = asked;
    if (!plain || only === undefined || others.length > 0 || only.many) return false;
    // Under names of their own, so that the columns hide nothing the condition means.
    const prefix = '$of.';
    const own = ownColumns(this.plan(only.kind));
    const columns = own.map((of) => ({ ...of, name: prefix + of.name }));
    const renamed = mapExprNode(condition, (part) => {
      if (part.kind !== 'member' || this.named(part.target) !== only) return undefined;
      return { kind: 'name', name: prefix + this.property(only, part).name, span: part.span };
    });
    const table = asTable({ ...this.plan(only.kind), columns });
    const bound = convertTo(this.context, bindExpr(renamed, { ...this.context, table }), 'bool', condition.span);
    const unprefixed = (expr: Expr): Expr => {
      if (expr.kind === 'column') return { ...expr, name: expr.name.slice(prefix.length) };
      return expr.kind === 'call' ? { ...expr, args: expr.args.map(unprefixed) } : expr;
    };
    const name = this.compute(only.kind, unprefixed(bound));
    (only.kind === 'node' ? this.nodeFilters[only.at] : this.hops[only.at]?.edgeFilters)?.push(name);
    return true;
  }
}

const conditionsOf = (node: ExprNode): readonly ExprNode[] =>
  node.kind === 'operation' && node.operator.text === 'and' ? node.operands.flatMap(conditionsOf) : [node];

/** `graph-match` and `graph-shortest-paths`: a row for each way the pattern runs through the graph. */
export const matchGraph = (node: Node, table: Table, context: ExprContext): Table => {
  const graph = graphOf(node, table);
  const { variables, hops, places } = readPatterns(node);
  const outer: ExprContext = { ...context, table: undefined };
  const binder = new MatchBinder(graph, variables, hops, places, outer);
  const isShortest = node.kind === 'graph-shortest-paths';
  if (isShortest && hops.length !== 1) {
    throw unsupported('graph-shortest-paths is only supported with one edge in its pattern', node.span);
  }
  const left = node.predicate === undefined ? [] : conditionsOf(node.predicate).filter((part) => !binder.push(part));
  const predicates = left.map((part) => binder.rewrite(part, true));
  if (isShortest && binder.output.some(({ from }) => from !== 'node')) {
    throw unsupported('graph-shortest-paths asks of edges only by all()', node.span);
  }
  const items = node.items.map((item): NamedExpr => {
    const implied = item.names === undefined && item.name === undefined ? impliedName(item.expr) : undefined;
    const expr = binder.rewrite(item.expr, false);
    return { ...item, expr, ...(implied === undefined ? {} : { name: { text: implied, span: item.span } }) };
  });
  const given = node.parameters[0]?.value;
  const cycles = cyclesKinds.find((known) => known === (given ?? 'unique_edges'));
  const output = given === undefined || given === 'any' ? 'any' : given === 'all' ? 'all' : undefined;
  if (isShortest ? output === undefined : cycles === undefined) {
    throw new QueryProblem(codes.syntax, `${node.kind}: there is no ${node.parameters[0]?.name}=${given}`, node.span);
  }
  const matched: Table = asTable({
    op: 'compute',
    inputs: [binder.input('edge'), binder.input('node')],
    what: {
      kind: 'graph-match',
      hops: binder.hops,
      nodeFilters: binder.nodeFilters,
      cycles: isShortest ? 'none' : (cycles ?? 'unique_edges'),
      ...(isShortest ? { shortest: output } : {}),
      output: binder.output.map(({ from, at, column: of }) => ({ from, at, column: of })),
    },
    columns: binder.output.map(({ name, type }) => ({ name, type })),
  });
  let rows = matched;
  for (const [at, part] of predicates.entries()) {
    const predicate = convertTo(
      outer,
      bindExpr(part, { ...context, table: rows }),
      'bool',
      left[at]?.span ?? node.span,
    );
    rows = asTable({ op: 'where', input: rows.plan, predicate, columns: rows.plan.columns });
  }
  return project(items, rows, { ...context, table: rows });
};
