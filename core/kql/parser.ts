import type {
  ExprNode,
  FunctionNode,
  FunctionParameter,
  LetNode,
  OperatorNode,
  QueryNode,
  SourceNode,
  TabularNode,
} from './ast';
import { diagnosticCodes, QueryProblem, toDiagnostic } from './diagnostic';
import type { Diagnostic } from './diagnostic';
import { tokenize } from './lexer';
import type { Token } from './lexer';
import { ExpressionParser } from './parse-expression';
import { parseColumns, parseOperator, parseType, parseUnion } from './parse-operator';
import { TokenStream } from './token-stream';

/** More operators or statements than this are refused: it bounds the depth of plans. */
const maxOperators = 300;

class Parser {
  private readonly stream: TokenStream;
  private readonly expressions: ExpressionParser;
  private readonly context;

  constructor(tokens: readonly Token[]) {
    const end: Token = tokens.at(-1) ?? { kind: 'end', text: '', start: 0, end: 0 };
    this.stream = new TokenStream(tokens, end);
    this.expressions = new ExpressionParser(this.stream, () => this.pipeExpression());
    this.context = { stream: this.stream, expressions: this.expressions, operand: () => this.operand() };
  }

  /** Statements up to `closing` (`end` of the text, or `}`), the last one being the result. */
  query(closing: 'end' | '}'): QueryNode {
    const { stream } = this;
    const start = stream.peek().start;
    const lets: LetNode[] = [];
    const closed = () => (closing === 'end' ? stream.peek().kind === 'end' : stream.is('}'));
    for (;;) {
      while (stream.accept(';'));
      if (closed()) throw stream.unexpected('a query');
      if (!stream.isWord('let') || !stream.atName(1)) break;
      lets.push(this.letStatement());
      if (lets.length > maxOperators) throw this.tooLong('statements');
      if (!closed()) stream.expect(';');
    }
    this.refuseStatement();
    const result = this.pipeExpression();
    while (stream.accept(';'));
    if (!closed()) {
      const token = stream.peek();
      if (stream.isWord('let') || token.kind === 'name') {
        throw new QueryProblem(
          diagnosticCodes.syntax,
          `Query could not be parsed at '${token.text.slice(0, 40)}': a query ends after its tabular expression`,
          { start: token.start, end: token.end },
          token.text,
        );
      }
      throw stream.unexpected(closing === 'end' ? "'|', an operator or the end of the query" : "'}'");
    }
    return { lets, result, span: stream.since(start) };
  }

  private refuseStatement(): void {
    const { stream } = this;
    for (const word of ['set', 'declare', 'alias', 'restrict', 'pattern']) {
      if (stream.isWord(word) && stream.peek(1).kind === 'name') {
        throw new QueryProblem(diagnosticCodes.unsupported, `The statement '${word}' is not supported`, stream.peek());
      }
    }
  }

  private tooLong(what: string): QueryProblem {
    const token = this.stream.peek();
    return new QueryProblem(
      diagnosticCodes.syntax,
      `The query has more than ${maxOperators} ${what}`,
      { start: token.start, end: token.end },
      token.text,
    );
  }

  private letStatement(): LetNode {
    const { stream } = this;
    const start = stream.expectWord('let').start;
    const name = stream.name();
    stream.expect('=');
    if (this.atFunction()) {
      const fn = this.functionBody();
      return { name, value: { kind: 'function', fn }, span: stream.since(start) };
    }
    stream.acceptWord('view');
    const expr = this.pipeExpression();
    return { name, value: { kind: 'expression', expr }, span: stream.since(start) };
  }

  /** True before `(parameters) {`. */
  private atFunction(): boolean {
    const { stream } = this;
    let ahead = stream.isWord('view') ? 1 : 0;
    if (!stream.is('(', ahead)) return false;
    let depth = 0;
    for (;;) {
      if (stream.is('(', ahead)) depth++;
      else if (stream.is(')', ahead) && --depth === 0) return stream.is('{', ahead + 1);
      if (stream.peek(ahead).kind === 'end') return false;
      ahead++;
    }
  }

  private functionBody(): FunctionNode {
    const { stream } = this;
    const start = stream.peek().start;
    const view = stream.acceptWord('view');
    stream.expect('(');
    const parameters: FunctionParameter[] = [];
    if (!stream.accept(')')) {
      do parameters.push(this.parameter());
      while (stream.accept(','));
      stream.expect(')');
    }
    stream.expect('{');
    const body = stream.nested(() => this.query('}'));
    stream.expect('}');
    return { view, parameters, body, span: stream.since(start) };
  }

  private parameter(): FunctionParameter {
    const { stream } = this;
    const name = stream.name('a parameter');
    stream.expect(':');
    if (stream.is('(')) {
      if (stream.is('*', 1) && stream.is(')', 2)) {
        for (let count = 0; count < 3; count++) stream.next();
        return { name, type: { columns: [] }, span: stream.since(name.span.start) };
      }
      return { name, type: { columns: parseColumns(stream) }, span: stream.since(name.span.start) };
    }
    const type = parseType(stream);
    const initial = stream.accept('=') ? this.expressions.expression() : undefined;
    return { name, type, initial, span: stream.since(name.span.start) };
  }

  /** A scalar expression, or a tabular one: a source and the operators piped after it. */
  private pipeExpression(): ExprNode {
    return this.stream.nested(() => {
      const { stream } = this;
      const start = stream.peek().start;
      const source = this.keywordSource();
      const first = source === undefined ? this.expressions.expression() : undefined;
      if (first !== undefined && !stream.is('|')) return first;
      const root = source ?? (first === undefined ? undefined : sourceOf(first));
      if (root === undefined) throw stream.unexpected('a table before the first operator');
      const query = this.operators(root, start);
      return { kind: 'tabular', query, span: query.span };
    });
  }

  private operators(source: SourceNode, start: number): TabularNode {
    const { stream } = this;
    const operators: OperatorNode[] = [];
    while (stream.accept('|')) {
      if (operators.length >= maxOperators) throw this.tooLong('operators');
      operators.push(parseOperator(this.context));
    }
    return { source, operators, span: stream.since(start) };
  }

  /** Operand of `join` and `union`: a name (wildcards allowed), a call or a tabular expression in parentheses. */
  private operand(): TabularNode {
    const { stream } = this;
    const start = stream.peek().start;
    if (stream.is('(')) {
      stream.next();
      const inner = stream.nested(() => this.pipeExpression());
      stream.expect(')');
      const source = sourceOf({ ...inner, span: stream.since(start) });
      if (source === undefined) throw stream.unexpected('a table');
      return single(source);
    }
    const name = stream.name('a table');
    if (stream.is('(')) {
      const args = this.expressions.arguments();
      return single({ kind: 'invoke', name, args, span: stream.since(start) });
    }
    let text = name.text;
    let { end } = name.span;
    while (stream.is('*') && stream.peek().start === end) {
      end = stream.next().end;
      text += '*';
      if (stream.peek().kind === 'name' && stream.peek().start === end && !stream.isWord('on')) {
        const part = stream.next();
        text += part.text;
        end = part.end;
      }
    }
    const span = stream.since(start);
    return single({ kind: 'table', name: { text, span }, wildcard: text !== name.text, span });
  }

  /** A source that starts with a keyword: `print`, `datatable`, `range x from`, `union`. */
  private keywordSource(): SourceNode | undefined {
    const { stream, expressions } = this;
    const token = stream.peek();
    if (token.kind !== 'name') return undefined;
    const next = stream.peek(1);
    const alone =
      next.kind === 'end' || (next.kind === 'operator' && ['|', ')', ',', ';', '=', '.'].includes(next.text));
    switch (token.text) {
      case 'print': {
        if (alone) return undefined;
        stream.next();
        const items = expressions.list(() => expressions.named());
        return { kind: 'print', items, span: stream.since(token.start) };
      }
      case 'datatable': {
        if (!stream.is('(', 1)) return undefined;
        stream.next();
        const columns = parseColumns(stream);
        stream.expect('[');
        const values: ExprNode[] = [];
        while (!stream.is(']')) {
          values.push(expressions.expression());
          if (!stream.accept(',')) break;
        }
        stream.expect(']');
        return { kind: 'datatable', columns, values, span: stream.since(token.start) };
      }
      case 'range': {
        if (!stream.atName(1)) return undefined;
        stream.next();
        const name = stream.name();
        stream.expectWord('from');
        const from = expressions.expression();
        stream.expectWord('to');
        const to = expressions.expression();
        stream.expectWord('step');
        const step = expressions.expression();
        return { kind: 'range', name, from, to, step, span: stream.since(token.start) };
      }
      case 'union': {
        if (alone) return undefined;
        const keyword = stream.name();
        const union = parseUnion(this.context, keyword);
        return { kind: 'union', union, span: union.span };
      }
      case 'search':
      case 'find':
      case 'externaldata':
        if (alone) return undefined;
        throw new QueryProblem(diagnosticCodes.unsupported, `The operator '${token.text}' is not supported`, token);
      default:
        return undefined;
    }
  }
}

const single = (source: SourceNode): TabularNode => ({ source, operators: [], span: source.span });

/** The table an expression before `|` stands for; undefined when it can only be a scalar. */
const sourceOf = (node: ExprNode): SourceNode | undefined => {
  switch (node.kind) {
    case 'name':
      return { kind: 'table', name: { text: node.name, span: node.span }, wildcard: false, span: node.span };
    case 'call':
      return { kind: 'invoke', name: node.name, args: node.args, span: node.span };
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

export type ParseResult =
  | { readonly ok: true; readonly query: QueryNode }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Syntax tree of a query, or what keeps it from having one. Never throws; time is bounded by the length of the text. */
export const parse = (text: string): ParseResult => {
  try {
    return { ok: true, query: new Parser(tokenize(text)).query('end') };
  } catch (error) {
    if (error instanceof QueryProblem) return { ok: false, diagnostics: [toDiagnostic(error, text)] };
    throw error;
  }
};
