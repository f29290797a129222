import type {
  ExprNode,
  FunctionNode,
  FunctionParameter,
  LetNode,
  OperatorNode,
  QueryNode,
  SettingNode,
  SourceNode,
  TabularNode,
} from './ast';
import { diagnosticCodes, QueryProblem, toDiagnostics } from './diagnostic';
import type { Diagnostic } from './diagnostic';
import { asTabular, single, sourceOf } from './as-tabular';
import { refuseCrossResource } from './cross-resource';
import { tokenize } from './lexer';
import type { Token } from './lexer';
import { ExpressionParser } from './parse-expression';
import { parseColumns, parseType } from './parse-clauses';
import type { OperatorContext } from './parse-clauses';
import { parseOperator } from './parse-operator';
import { parseDeclare, parseSetting, refuseStatement } from './parse-statements';
import type { StatementContext } from './parse-statements';
import { parseKeywordSource } from './parse-source';
import { TokenStream } from './token-stream';

/** More operators or statements than this are refused: it bounds the depth of plans. */
const maxOperators = 300;

class Parser {
  private readonly stream: TokenStream;
  private readonly expressions: ExpressionParser;
  private readonly context: OperatorContext;
  private readonly statements: StatementContext;

  constructor(tokens: readonly Token[]) {
    const end: Token = tokens.at(-1) ?? { kind: 'end', text: '', start: 0, end: 0 };
    this.stream = new TokenStream(tokens, end);
    this.expressions = new ExpressionParser(this.stream, () => this.pipeExpression());
    this.statements = {
      stream: this.stream,
      expressions: this.expressions,
      body: () => this.body(),
    };
    this.context = {
      stream: this.stream,
      expressions: this.expressions,
      operand: () => this.operand(),
      subquery: () => this.subquery(),
      query: () => this.stream.nested(() => this.tabularQuery()),
    };
  }

  /** Tokens looked at so far. */
  get steps(): number {
    return this.stream.steps;
  }

  /** Statements up to `closing` (`end` of the text, or `}`), the last one being the result. */
  query(closing: 'end' | '}'): QueryNode {
    const { stream } = this;
    const start = stream.peek().start;
    const lets: LetNode[] = [];
    const settings: SettingNode[] = [];
    const closed = () => (closing === 'end' ? stream.peek().kind === 'end' : stream.is('}'));
    for (;;) {
      while (stream.accept(';'));
      if (closed()) throw stream.unexpected('a query');
      if (stream.isWord('let') && stream.atName(1)) lets.push(this.letStatement());
      else if (stream.isWord('declare') && stream.peek(1).kind === 'name') lets.push(...parseDeclare(this.statements));
      else if (stream.isWord('set') && stream.peek(1).kind === 'name') settings.push(parseSetting(this.statements));
      else break;
      if (lets.length + settings.length > maxOperators) throw this.tooLong('statements');
      if (!closed()) stream.expect(';');
    }
    refuseStatement(stream);
    const result = this.pipeExpression();
    const ended = stream.is(';');
    while (stream.accept(';'));
    if (!closed()) {
      const token = stream.peek();
      if (ended) {
        const message = 'Several statements with a result in one query are not supported';
        throw new QueryProblem(diagnosticCodes.unsupported, message, { start: token.start, end: token.end });
      }
      throw stream.unexpected(closing === 'end' ? "'|', an operator or the end of the query" : "'}'");
    }
    return { settings, lets, result, span: stream.since(start) };
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
    const body = this.body();
    return { view, parameters, body, span: stream.since(start) };
  }

  /** `{ statements }`. */
  private body(): QueryNode {
    const { stream } = this;
    stream.expect('{');
    const body = stream.nested(() => this.query('}'));
    stream.expect('}');
    return body;
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
      const source = parseKeywordSource(this.context);
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

  private tabularQuery(): TabularNode {
    const node = this.pipeExpression();
    const query = asTabular(node);
    if (query !== undefined) return query;
    throw new QueryProblem(diagnosticCodes.wrongType, 'A tabular expression is expected', node.span);
  }

  /** Operators joined by `|`, the first one without it. */
  private subquery(): readonly OperatorNode[] {
    return this.stream.nested(() => {
      const operators = [parseOperator(this.context)];
      while (this.stream.accept('|')) {
        if (operators.length >= maxOperators) throw this.tooLong('operators');
        operators.push(parseOperator(this.context));
      }
      return operators;
    });
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
    if (stream.is('*')) {
      const { end } = stream.next();
      const span = { start, end };
      return single({ kind: 'table', name: { text: '*', span }, wildcard: true, span });
    }
    const name = stream.name('a table');
    if (stream.is('(')) {
      refuseCrossResource(name);
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
}

/** `steps`: how many tokens the parser looked at, bounded by a multiple of the length of the text. */
export type ParseResult = { readonly steps: number } & (
  | { readonly ok: true; readonly query: QueryNode }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }
);

/** Syntax tree of a query, or what keeps it from having one. Never throws; time is bounded by the length of the text. */
export const parse = (text: string): ParseResult => {
  let parser: Parser | undefined;
  try {
    parser = new Parser(tokenize(text));
    return { ok: true, query: parser.query('end'), steps: parser.steps };
  } catch (error) {
    if (!(error instanceof QueryProblem)) throw error;
    return { ok: false, diagnostics: toDiagnostics(error, text), steps: parser?.steps ?? 0 };
  }
};
