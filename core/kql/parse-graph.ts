import type { GraphElement, GraphNode, GraphPattern, Name, OperatorNode } from './ast';
import { parseParameters } from './parse-clauses';
import type { OperatorContext } from './parse-clauses';
import type { TokenStream } from './token-stream';

type Parse = (context: OperatorContext, keyword: Name) => OperatorNode;

/** `make-graph source --> target with nodes on key, more on key` or `with_node_id=name`. */
export const parseMakeGraph: Parse = ({ stream, operand }, keyword) => {
  const source = stream.name('a column');
  stream.expect('-');
  stream.expect('-');
  stream.expect('>');
  const target = stream.name('a column');
  const nodes: GraphNode[] = [];
  let id: Name | undefined;
  if (stream.acceptWord('with_node_id')) {
    stream.expect('=');
    id = stream.name('a column name');
  } else if (stream.acceptWord('with')) {
    do {
      const { start } = stream.peek();
      const table = operand();
      stream.expectWord('on');
      nodes.push({ table, key: stream.name('a column'), span: stream.since(start) });
    } while (stream.accept(','));
  }
  return { kind: 'make-graph', keyword, source, target, nodes, id, span: stream.since(keyword.span.start) };
};

const parseNode = (stream: TokenStream): GraphElement & { readonly kind: 'node' } => {
  const { start } = stream.expect('(');
  const name = stream.is(')') ? undefined : stream.name('a node');
  stream.expect(')');
  return { kind: 'node', name, span: stream.since(start) };
};

const whole = (stream: TokenStream): number => {
  const token = stream.next();
  if (token.kind !== 'number' || !/^\d+$/.test(token.text)) throw stream.unexpected('a whole number', token);
  return Number(token.text);
};

const parseEdge = (stream: TokenStream): GraphElement & { readonly kind: 'edge' } => {
  const { start } = stream.peek();
  const inward = stream.accept('<');
  stream.expect('-');
  let name: Name | undefined;
  let range: readonly [least: number, most: number] | undefined;
  if (stream.accept('[')) {
    if (!stream.is('*') && !stream.is(']')) name = stream.name('an edge');
    if (stream.accept('*')) {
      const least = whole(stream);
      stream.expect('..');
      range = [least, whole(stream)];
    }
    stream.expect(']');
  }
  stream.expect('-');
  const outward = stream.accept('>');
  if (inward && outward) throw stream.unexpected('an edge in one direction');
  const direction = inward ? 'in' : outward ? 'out' : 'any';
  return { kind: 'edge', name, range, direction, span: stream.since(start) };
};

const parsePath = (stream: TokenStream): GraphPattern => {
  const { start } = stream.peek();
  const elements: GraphElement[] = [parseNode(stream)];
  while (stream.is('-') || stream.is('<')) elements.push(parseEdge(stream), parseNode(stream));
  return { elements, span: stream.since(start) };
};

/** `graph-match` and `graph-shortest-paths`: pattern, `where` and `project`. */
export const parseGraphMatch = (
  { stream, expressions }: OperatorContext,
  keyword: Name,
  kind: 'graph-match' | 'graph-shortest-paths',
): OperatorNode => {
  const parameters = parseParameters(stream, kind === 'graph-match' ? ['cycles'] : ['output']);
  const patterns = [parsePath(stream)];
  while (stream.accept(',')) patterns.push(parsePath(stream));
  const predicate = stream.acceptWord('where') ? expressions.expression() : undefined;
  stream.expectWord('project');
  const items = expressions.list(() => expressions.named());
  return { kind, keyword, parameters, patterns, predicate, items, span: stream.since(keyword.span.start) };
};

/** `graph-mark-components kind=weak with_component_id=name`. */
export const parseMarkComponents: Parse = ({ stream }, keyword) => {
  const parameters = parseParameters(stream, ['kind', 'with_component_id']);
  return { kind: 'graph-mark-components', keyword, parameters, span: stream.since(keyword.span.start) };
};

/** `graph-to-table nodes with_node_id=a` and `graph-to-table edges with_source_id=a with_target_id=b`. */
export const parseGraphToTable: Parse = ({ stream }, keyword) => {
  const nodes = stream.acceptWord('nodes');
  if (!nodes) stream.expectWord('edges');
  const parameters = parseParameters(stream, nodes ? ['with_node_id'] : ['with_source_id', 'with_target_id']);
  const part = nodes ? 'nodes' : 'edges';
  return { kind: 'graph-to-table', keyword, part, parameters, span: stream.since(keyword.span.start) };
};
