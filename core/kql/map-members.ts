import type { ExprNode } from './ast';
import type { Span } from './diagnostic';

/** The expression with each `target.member` of two plain names replaced, where `replace` gives something else for it. */
export const mapMembers = (
  node: ExprNode,
  replace: (target: string, member: string, span: Span) => ExprNode | undefined,
): ExprNode => {
  const map = (of: ExprNode): ExprNode => mapMembers(of, replace);
  switch (node.kind) {
    case 'member': {
      const replaced = node.target.kind === 'name' ? replace(node.target.name, node.member.text, node.span) : undefined;
      return replaced ?? { ...node, target: map(node.target) };
    }
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
