import type { GraphElement, OperatorNode, Parameter, TabularNode } from './ast';
import { printExpr, printName, printNamed } from './print-expression';
import type { Nested } from './print-expression';

type GraphOperator = OperatorNode & {
  readonly kind: 'make-graph' | 'graph-match' | 'graph-shortest-paths' | 'graph-mark-components' | 'graph-to-table';
};

type Printers = {
  readonly nested: Nested;
  readonly operand: (query: TabularNode, nested: Nested) => string;
  readonly parameters: (parameters: readonly Parameter[]) => string;
};

const printElement = (element: GraphElement): string => {
  const name = element.name === undefined ? '' : printName(element.name.text);
  if (element.kind === 'node') return `(${name})`;
  const { range, direction } = element;
  const inside = name + (range === undefined ? '' : `*${range[0]}..${range[1]}`);
  const box = inside === '' ? '' : `[${inside}]`;
  return `${direction === 'in' ? '<-' : '-'}${box}${direction === 'out' ? '->' : '-'}`;
};

/** One of the graph operators, without the `|` before it. */
export const printGraph = (node: GraphOperator, { nested, operand, parameters }: Printers): string => {
  switch (node.kind) {
    case 'make-graph': {
      const edge = `make-graph ${printName(node.source.text)} --> ${printName(node.target.text)}`;
      if (node.id !== undefined) return `${edge} with_node_id = ${printName(node.id.text)}`;
      const nodes = node.nodes.map(({ table, key }) => `${operand(table, nested)} on ${printName(key.text)}`);
      return nodes.length === 0 ? edge : `${edge} with ${nodes.join(', ')}`;
    }
    case 'graph-match':
    case 'graph-shortest-paths': {
      const patterns = node.patterns.map(({ elements }) => elements.map(printElement).join(''));
      const where = node.predicate === undefined ? '' : ` where ${printExpr(node.predicate, nested)}`;
      const items = node.items.map((item) => printNamed(item, nested)).join(', ');
      return `${node.kind} ${parameters(node.parameters)}${patterns.join(', ')}${where} project ${items}`;
    }
    case 'graph-mark-components':
      return `graph-mark-components ${parameters(node.parameters)}`.trimEnd();
    case 'graph-to-table':
      return `graph-to-table ${node.part} ${parameters(node.parameters)}`.trimEnd();
  }
};
