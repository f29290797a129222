import type { ExprNode } from './ast';

/** The expression with each part replaced where `replace` gives something else for it; what it gives is final. */
export const mapExprNode = (node: ExprNode, replace: (node: ExprNode) => ExprNode | undefined): ExprNode => {
  const replaced = replace(node);
  if (replaced !== undefined) return replaced;
  const map = (of: ExprNode): ExprNode => mapExprNode(of, replace);
  switch (node.kind) {
    case 'member':
      return { ...node, target: map(node.target) };
    case 'index':
      return { ...node, target: map(node.target), index: map(node.index) };
    case 'call':
      return { ...node, args: node.args.map((arg) => ({ ...arg, value: map(arg.value) })) };
    case 'operation':
      return { ...node, operands: node.operands.map(map) };
    case 'literal':
    case 'name':
    case 'star':
    case 'tabular':
      return node;
  }
};
