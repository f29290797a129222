import type { Argument, ExprNode, LiteralNode } from './ast';
import { refuseCrossResource } from './cross-resource';
import { diagnosticCodes, QueryProblem } from './diagnostic';
import type { Span } from './diagnostic';
import type { Token } from './lexer';
import { numberLiteral, typedLiteral } from './literals';
import type { TokenStream } from './token-stream';

/** Longest chain of operators on one path from the root of an expression to a leaf. */
const maxDepth = 600;

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
]);

export const spanOf = (token: Token): Span => ({ start: token.start, end: token.end });

/** What operators combine: constants, names, calls, paths and what stands in parentheses. */
export abstract class OperandParser {
  private readonly depths = new WeakMap<ExprNode, number>();

  constructor(
    protected readonly stream: TokenStream,
    /** Parses what may stand in parentheses or as an argument: a scalar or a tabular expression. */
    private readonly pipeExpression: () => ExprNode,
  ) {}

  /** A whole expression, with its operators. */
  abstract expression(): ExprNode;

  /** One or more, separated by commas. */
  list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.stream.accept(',')) items.push(item());
    return items;
  }

  /** The arguments after `name(`, `)` included. */
  arguments(): Argument[] {
    const { stream } = this;
    stream.expect('(');
    if (stream.accept(')')) return [];
    const args = this.list((): Argument => {
      if (stream.atName() && stream.is('=', stream.nameLength())) {
        const name = stream.name();
        stream.expect('=');
        return { name, value: this.pipeExpression() };
      }
      return { value: this.pipeExpression() };
    });
    stream.expect(')');
    return args;
  }

  /** A node that is one deeper than its deepest child. Throws where that is too deep. */
  protected measured(node: ExprNode, children: readonly ExprNode[]): ExprNode {
    const depth = 1 + Math.max(0, ...children.map((child) => this.depths.get(child) ?? 0));
    if (depth > maxDepth) {
      throw new QueryProblem(
        diagnosticCodes.syntax,
        `The expression is longer than ${maxDepth} chained operators`,
        node.span,
      );
    }
    this.depths.set(node, depth);
    return node;
  }

  /** A constant, name, call or parentheses, and the path behind it. */
  protected operand(): ExprNode {
    const { stream } = this;
    const start = stream.peek().start;
    let target = this.primary();
    for (;;) {
      if (stream.is('.') && (stream.atName(1) || stream.is('[', 1))) {
        stream.next();
        const member = stream.name('a member name');
        if (stream.is('(')) {
          if (target.kind === 'call') refuseCrossResource(target.name);
          throw stream.unexpected('a column or a path');
        }
        target = this.measured({ kind: 'member', target, member, span: stream.since(start) }, [target]);
      } else if (stream.is('[')) {
        stream.next();
        const index = this.expression();
        stream.expect(']');
        target = this.measured({ kind: 'index', target, index, span: stream.since(start) }, [target, index]);
      } else return target;
    }
  }

  /** A single word or constant, as `set` takes it. */
  settingValue(): ExprNode {
    const { stream } = this;
    const { kind } = stream.peek();
    if (kind === 'operator' || kind === 'end') throw stream.unexpected('a value');
    if (kind !== 'name') return this.primary();
    const { text, span } = stream.name();
    return { kind: 'name', name: text, span };
  }

  private primary(): ExprNode {
    const { stream } = this;
    const token = stream.peek();
    switch (token.kind) {
      case 'string':
        stream.next();
        return { kind: 'literal', type: 'string', value: token.text, span: spanOf(token) };
      case 'number':
        stream.next();
        return numberLiteral(token);
      case 'typed':
        stream.next();
        return typedLiteral(token);
      case 'name': {
        const boolean = booleans.get(token.text);
        if (boolean !== undefined && !stream.is('(', 1)) {
          stream.next();
          return { kind: 'literal', type: 'bool', value: boolean, span: spanOf(token) } satisfies LiteralNode;
        }
        return this.nameOrCall();
      }
      case 'operator':
        if (token.text === '(') return this.parenthesised();
        if (token.text === '*') {
          stream.next();
          return { kind: 'star', span: spanOf(token) };
        }
        if (stream.atName()) return this.nameOrCall();
        throw stream.unexpected('an expression');
      case 'end':
        throw stream.unexpected('an expression');
    }
  }

  private parenthesised(): ExprNode {
    const { stream } = this;
    const start = stream.expect('(').start;
    const inner = stream.nested(() => this.pipeExpression());
    stream.expect(')');
    // The parentheses belong to the span; the depth is that of the inside.
    const node = { ...inner, span: stream.since(start) };
    this.depths.set(node, this.depths.get(inner) ?? 0);
    return node;
  }

  private nameOrCall(): ExprNode {
    const { stream } = this;
    const name = stream.name();
    if (!stream.is('(')) return { kind: 'name', name: name.text, span: name.span };
    const args = stream.nested(() => this.arguments());
    const node: ExprNode = { kind: 'call', name, args, span: stream.since(name.span.start) };
    return this.measured(
      node,
      args.map((arg) => arg.value),
    );
  }
}
