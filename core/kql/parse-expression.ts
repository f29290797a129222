import type { Argument, ExprNode, LiteralNode, NamedExpr, Name } from './ast';
import { diagnosticCodes, QueryProblem } from './diagnostic';
import type { Span } from './diagnostic';
import type { Token } from './lexer';
import { negatedLiteral, numberLiteral, typedLiteral } from './literals';
import { refuseCrossResource } from './cross-resource';
import type { TokenStream } from './token-stream';

/** Longest chain of operators on one path from the root of an expression to a leaf. */
const maxDepth = 600;

const equality = new Set(['==', '!=', '<>']);
const relational = new Set(['<', '<=', '>', '>=']);
const listWords = new Set(['in', 'in~', '!in', '!in~', 'has_any', 'has_all', '!has_any', '!has_all']);
const stringWords = new Set([
  ...['contains', 'startswith', 'endswith', 'has', 'hasprefix', 'hassuffix'].flatMap((word) => [
    word,
    `!${word}`,
    `${word}_cs`,
    `!${word}_cs`,
  ]),
  '=~',
  '!~',
]);
const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
]);

/** Expressions by falling precedence of their operators, as Kusto's grammar has them (string operators bind tightest). */
export class ExpressionParser {
  private readonly depths = new WeakMap<ExprNode, number>();
  private searching = false;

  constructor(
    private readonly stream: TokenStream,
    /** Parses what may stand in parentheses or as an argument: a scalar or a tabular expression. */
    private readonly pipeExpression: () => ExprNode,
  ) {}

  expression(): ExprNode {
    return this.stream.nested(() => this.logical('or', () => this.logical('and', () => this.comparison())));
  }

  /** As `expression`, where `column: value` means `column has value`. */
  searchExpression(): ExprNode {
    const outer = this.searching;
    this.searching = true;
    try {
      return this.expression();
    } finally {
      this.searching = outer;
    }
  }

  /** `name = expression` or an expression that ends before `in` and `from`: the axis of `make-series`. */
  axis(): NamedExpr {
    const { stream } = this;
    const start = stream.peek().start;
    const name = stream.atName() && stream.is('=', stream.nameLength()) ? stream.name() : undefined;
    if (name !== undefined) stream.expect('=');
    const expr = this.additive();
    return { ...(name === undefined ? {} : { name }), expr, span: stream.since(start) };
  }

  /** `name = expression`, `(a, b) = expression` or `expression`. */
  named(): NamedExpr {
    const { stream } = this;
    const start = stream.peek().start;
    if (stream.atName() && stream.is('=', stream.nameLength())) {
      const name = stream.name();
      stream.expect('=');
      const expr = this.expression();
      return { name, expr, span: stream.since(start) };
    }
    const names = stream.is('(') ? this.nameList() : undefined;
    if (names !== undefined) return { names, expr: this.expression(), span: stream.since(start) };
    return { expr: this.expression(), span: stream.since(start) };
  }

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

  /** The names of `(a, b) = f(x)`, `=` included; undefined where something else is in parentheses. */
  private nameList(): readonly Name[] | undefined {
    const { stream } = this;
    let ahead = 1;
    for (;;) {
      if (!stream.atName(ahead)) return undefined;
      ahead += stream.nameLength(ahead);
      if (!stream.is(',', ahead)) break;
      ahead++;
    }
    if (!stream.is(')', ahead) || !stream.is('=', ahead + 1)) return undefined;
    stream.expect('(');
    const names = this.list(() => stream.name());
    stream.expect(')');
    stream.expect('=');
    return names;
  }

  private operation(operator: Token | Name, operands: readonly ExprNode[], start: number): ExprNode {
    const name = 'span' in operator ? operator : { text: operator.text, span: spanOf(operator) };
    const node: ExprNode = { kind: 'operation', operator: name, operands, span: this.stream.since(start) };
    return this.measured(node, operands);
  }

  private measured(node: ExprNode, children: readonly ExprNode[]): ExprNode {
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

  private logical(word: 'and' | 'or', operand: () => ExprNode): ExprNode {
    const start = this.stream.peek().start;
    const first = operand();
    if (!this.stream.isWord(word)) return first;
    const operands = [first];
    const operator = this.stream.peek();
    while (this.stream.acceptWord(word)) operands.push(operand());
    return this.operation(operator, operands, start);
  }

  private comparison(): ExprNode {
    const { stream } = this;
    const start = stream.peek().start;
    const left = this.relation();
    const token = stream.peek();
    const isWord = token.kind === 'name' || token.kind === 'operator';
    if (!isWord) return left;
    if (this.searching && token.kind === 'operator' && token.text === ':') {
      stream.next();
      return this.operation({ text: 'has', span: spanOf(token) }, [left, this.relation()], start);
    }
    if (equality.has(token.text) && token.kind === 'operator') {
      stream.next();
      const text = token.text === '<>' ? '!=' : token.text;
      return this.operation({ text, span: spanOf(token) }, [left, this.relation()], start);
    }
    if (listWords.has(token.text)) {
      stream.next();
      const args = this.arguments();
      const [named] = args.filter((arg) => arg.name !== undefined);
      if (named?.name !== undefined) throw new QueryProblem(diagnosticCodes.syntax, 'Unexpected name', named.name.span);
      return this.operation(token, [left, ...args.map((arg) => arg.value)], start);
    }
    if (token.text === 'between' || token.text === '!between') {
      stream.next();
      stream.expect('(');
      const from = this.expression();
      stream.expect('..');
      const to = this.expression();
      stream.expect(')');
      return this.operation(token, [left, from, to], start);
    }
    return left;
  }

  private relation(): ExprNode {
    const start = this.stream.peek().start;
    const left = this.additive();
    const token = this.stream.peek();
    if (token.kind !== 'operator' || !relational.has(token.text)) return left;
    this.stream.next();
    return this.operation(token, [left, this.additive()], start);
  }

  private additive(): ExprNode {
    return this.chain(['+', '-'], () => this.chain(['*', '/', '%'], () => this.stringOperation()));
  }

  private chain(symbols: readonly string[], operand: () => ExprNode): ExprNode {
    const { stream } = this;
    const start = stream.peek().start;
    let left = operand();
    for (;;) {
      const token = stream.peek();
      if (token.kind !== 'operator' || !symbols.includes(token.text)) return left;
      stream.next();
      left = this.operation(token, [left, operand()], start);
    }
  }

  private stringOperation(): ExprNode {
    const { stream } = this;
    const start = stream.peek().start;
    let left = this.unary();
    for (;;) {
      const token = stream.peek();
      if (token.kind !== 'name' && token.kind !== 'operator') return left;
      if (stringWords.has(token.text)) {
        stream.next();
        left = this.operation(token, [left, this.unary()], start);
      } else if (stream.isWord('matches') && stream.isWord('regex', 1)) {
        stream.next();
        const regex = stream.next();
        const name = { text: 'matches regex', span: { start: token.start, end: regex.end } };
        left = this.operation(name, [left, this.unary()], start);
      } else return left;
    }
  }

  private unary(): ExprNode {
    const { stream } = this;
    const sign = stream.peek();
    if (!stream.is('-') && !stream.is('+')) return this.postfix();
    stream.next();
    return stream.nested(() => {
      const operand = this.unary();
      const span = { start: sign.start, end: operand.span.end };
      if (sign.text === '+') return operand;
      const literal = operand.kind === 'literal' ? negatedLiteral(operand, span) : undefined;
      return literal ?? this.operation({ text: 'negate', span: spanOf(sign) }, [operand], sign.start);
    });
  }

  private postfix(): ExprNode {
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

const spanOf = (token: Token): Span => ({ start: token.start, end: token.end });
