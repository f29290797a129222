import type { ColumnNode, ExprNode, LetNode, PatternCase, QueryNode, SettingNode } from './ast';
import { diagnosticCodes, QueryProblem } from './diagnostic';
import { parseColumns, parseType } from './parse-clauses';
import type { ExpressionParser } from './parse-expression';
import type { TokenStream } from './token-stream';

export type StatementContext = {
  readonly stream: TokenStream;
  readonly expressions: ExpressionParser;
  /** `{ statements }`. */
  readonly body: () => QueryNode;
};

/** `set name`, `set name = value`. */
export const parseSetting = ({ stream, expressions }: StatementContext): SettingNode => {
  const { start } = stream.expectWord('set');
  const name = stream.name('a setting');
  if (!stream.accept('=')) return { name, span: stream.since(start) };
  const value = expressions.settingValue();
  return { name, value, span: stream.since(start) };
};

const parseQueryParameters = ({ stream, expressions }: StatementContext): LetNode[] => {
  stream.expect('(');
  const declared: LetNode[] = [];
  if (stream.accept(')')) return declared;
  do {
    const name = stream.name('a parameter');
    stream.expect(':');
    const type = parseType(stream);
    const initial = stream.accept('=') ? expressions.expression() : undefined;
    declared.push({ name, value: { kind: 'parameter', type, initial }, span: stream.since(name.span.start) });
  } while (stream.accept(','));
  stream.expect(')');
  return declared;
};

const parseCase = ({ stream, expressions, body }: StatementContext): PatternCase => {
  const { start } = stream.expect('(');
  const values: ExprNode[] = stream.is(')') ? [] : expressions.list(() => expressions.expression());
  stream.expect(')');
  let path: ExprNode | undefined;
  if (stream.accept('.')) {
    stream.expect('[');
    path = expressions.expression();
    stream.expect(']');
  }
  stream.expect('=');
  const found = body();
  return { values, path, body: found, span: stream.since(start) };
};

const parsePatternStatement = (context: StatementContext): LetNode => {
  const { stream } = context;
  const name = stream.name('a pattern');
  if (!stream.accept('=')) {
    throw new QueryProblem(diagnosticCodes.unsupported, 'A pattern without a body is not supported', name.span);
  }
  const parameters = parseColumns(stream);
  let path: ColumnNode | undefined;
  if (stream.accept('[')) {
    const of = stream.name('a parameter');
    stream.expect(':');
    path = { name: of, type: parseType(stream), span: stream.since(of.span.start) };
    stream.expect(']');
  }
  stream.expect('{');
  const cases: PatternCase[] = [];
  while (!stream.is('}')) {
    cases.push(parseCase(context));
    if (!stream.accept(';')) break;
  }
  stream.expect('}');
  return { name, value: { kind: 'pattern', parameters, path, cases }, span: stream.since(name.span.start) };
};

/** `declare query_parameters(...)` and `declare pattern name = ...`. */
export const parseDeclare = (context: StatementContext): LetNode[] => {
  const { stream } = context;
  stream.expectWord('declare');
  if (stream.acceptWord('query_parameters')) return parseQueryParameters(context);
  stream.expectWord('pattern');
  return [parsePatternStatement(context)];
};

/** Throws `QueryProblem` at a statement of Kusto's that has no meaning here. */
export const refuseStatement = (stream: TokenStream): void => {
  for (const word of ['alias', 'restrict']) {
    if (stream.isWord(word) && stream.peek(1).kind === 'name') {
      throw new QueryProblem(diagnosticCodes.unsupported, `The statement '${word}' is not supported`, stream.peek());
    }
  }
};
