import type { ExprNode, Name, NamedExpr } from './ast';
import { diagnosticCodes, QueryProblem } from './diagnostic';
import type { Token } from './lexer';
import { negatedLiteral } from './literals';
import { OperandParser, spanOf } from './parse-operand';

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

/** Expressions by falling precedence of their operators, as Kusto's grammar has them (string operators bind tightest). */
export class ExpressionParser extends OperandParser {
  private searching = false;

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
    if (!stream.is('-') && !stream.is('+')) return this.operand();
    stream.next();
    return stream.nested(() => {
      const operand = this.unary();
      const span = { start: sign.start, end: operand.span.end };
      if (sign.text === '+') return operand;
      const literal = operand.kind === 'literal' ? negatedLiteral(operand, span) : undefined;
      return literal ?? this.operation({ text: 'negate', span: spanOf(sign) }, [operand], sign.start);
    });
  }
}
