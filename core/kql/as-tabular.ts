import type { ExprNode, SourceNode, TabularNode } from './ast';

/** A source without operators. */
export const single = (source: SourceNode): TabularNode => ({ source, operators: [], span: source.span });

/** The table an expression before `|` stands for; undefined when it can only be a scalar. */
export const sourceOf = (node: ExprNode): SourceNode | undefined => {
  switch (node.kind) {
    case 'name':
      return { kind: 'table', name: { text: node.name, span: node.span }, wildcard: false, span: node.span };
    case 'call':
      return { kind: 'invoke', name: node.name, args: node.args, span: node.span };
    case 'member':
    case 'index': {
      const { target } = node;
      if (target.kind !== 'call') return undefined;
      const path: ExprNode =
        node.kind === 'index'
          ? node.index
          : { kind: 'literal', type: 'string', value: node.member.text, span: node.member.span };
      return { kind: 'invoke', name: target.name, args: target.args, path, span: node.span };
    }
    case 'tabular':
      return { kind: 'nested', query: node.query, span: node.span };
    default:
      return undefined;
  }
};

/** Tabular expression that a scalar-looking node stands for (a name, a call); undefined when it is a scalar. */
export const asTabular = (node: ExprNode): TabularNode | undefined => {
  if (node.kind === 'tabular') return node.query;
  const source = sourceOf(node);
  return source === undefined ? undefined : single(source);
};
