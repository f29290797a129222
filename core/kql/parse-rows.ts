import type { ExprNode, Name, NestedLevel, OperatorNode, ParseStep, PluginSchema, SeriesItem } from './ast';
import { diagnosticCodes, QueryProblem } from './diagnostic';
import { parseColumnList, parseColumns, parseExpandItems, parseParameters, parseType } from './parse-clauses';
import type { OperatorContext } from './parse-clauses';

/** Operators that make rows or columns out of values: what follows their keyword. */
type Parse = (context: OperatorContext, keyword: Name) => OperatorNode;

export const parseMvExpand: Parse = (context, keyword) => {
  const { stream, expressions } = context;
  const parameters = parseParameters(stream, ['kind', 'bagexpansion', 'with_itemindex']);
  const items = parseExpandItems(context);
  const limit = stream.acceptWord('limit') ? expressions.expression() : undefined;
  return { kind: 'mv-expand', keyword, parameters, items, limit, span: stream.since(keyword.span.start) };
};

export const parseMvApply: Parse = (context, keyword) => {
  const { stream, expressions, subquery } = context;
  const parameters = parseParameters(stream, ['kind', 'bagexpansion', 'with_itemindex']);
  const items = parseExpandItems(context);
  const limit = stream.acceptWord('limit') ? expressions.expression() : undefined;
  stream.expectWord('on');
  stream.expect('(');
  const operators = subquery();
  stream.expect(')');
  return { kind: 'mv-apply', keyword, parameters, items, limit, operators, span: stream.since(keyword.span.start) };
};

const modes = ['simple', 'regex', 'relaxed'] as const;

const parseStep = ({ stream }: OperatorContext): ParseStep | undefined => {
  const token = stream.peek();
  if (stream.accept('*')) return { kind: 'skip', span: stream.since(token.start) };
  if (token.kind === 'string') {
    stream.next();
    return { kind: 'text', text: token.text, span: stream.since(token.start) };
  }
  if (!stream.atName()) return undefined;
  const name = stream.name();
  const type = stream.accept(':') ? parseType(stream) : 'string';
  return { kind: 'column', name, type, span: stream.since(token.start) };
};

/** `parse` and `parse-where`. */
export const parseParse = (context: OperatorContext, keyword: Name, kind: 'parse' | 'parse-where'): OperatorNode => {
  const { stream, expressions } = context;
  const parameters = parseParameters(stream, ['kind', 'flags']);
  const given = parameters.find(({ name }) => name === 'kind');
  const mode = modes.find((known) => known === (given?.value ?? 'simple'));
  if (mode === undefined) {
    throw new QueryProblem(diagnosticCodes.syntax, `${kind}: there is no kind=${given?.value}`, keyword.span);
  }
  const flags = parameters.find(({ name }) => name === 'flags')?.value ?? '';
  const expr = expressions.expression();
  stream.expectWord('with');
  const steps: ParseStep[] = [];
  for (let step = parseStep(context); step !== undefined; step = parseStep(context)) steps.push(step);
  if (steps.length === 0) throw stream.unexpected('a pattern');
  return { kind, keyword, mode, flags, expr, steps, span: stream.since(keyword.span.start) };
};

export const parseParseKv: Parse = (context, keyword) => {
  const { stream, expressions } = context;
  const expr = expressions.expression();
  stream.expectWord('as');
  const columns = parseColumns(stream);
  const properties: (OperatorNode & { readonly kind: 'parse-kv' })['properties'][number][] = [];
  if (stream.acceptWord('with')) {
    stream.expect('(');
    do {
      const name = stream.name('a property');
      stream.expect('=');
      const value = expressions.expression();
      properties.push({ name: name.text, value, span: stream.since(name.span.start) });
    } while (stream.accept(','));
    stream.expect(')');
  }
  return { kind: 'parse-kv', keyword, expr, columns, properties, span: stream.since(keyword.span.start) };
};

const parseSeriesItem = ({ stream, expressions }: OperatorContext): SeriesItem => {
  const item = expressions.named();
  if (!stream.isWord('default') || !stream.is('=', 1)) return item;
  stream.next();
  stream.expect('=');
  return { ...item, initial: expressions.expression(), span: stream.since(item.span.start) };
};

export const parseMakeSeries: Parse = (context, keyword) => {
  const { stream, expressions } = context;
  const parameters = parseParameters(stream, ['kind']);
  const items = expressions.list(() => parseSeriesItem(context));
  stream.expectWord('on');
  const on = expressions.axis();
  let from: ExprNode | undefined;
  let to: ExprNode | undefined;
  let step: ExprNode;
  const inRange = stream.acceptWord('in');
  if (inRange) {
    stream.expectWord('range');
    stream.expect('(');
    from = expressions.expression();
    stream.expect(',');
    to = expressions.expression();
    stream.expect(',');
    step = expressions.expression();
    stream.expect(')');
  } else {
    if (stream.acceptWord('from')) from = expressions.expression();
    if (stream.acceptWord('to')) to = expressions.expression();
    stream.expectWord('step');
    step = expressions.expression();
  }
  const by = stream.acceptWord('by') ? expressions.list(() => expressions.named()) : [];
  const span = stream.since(keyword.span.start);
  return { kind: 'make-series', keyword, parameters, items, on, from, to, step, inRange, by, span };
};

const parseLevel = ({ stream, expressions }: OperatorContext): NestedLevel => {
  const start = stream.peek().start;
  const count = stream.isWord('of') ? undefined : expressions.expression();
  stream.expectWord('of');
  const of = expressions.named();
  let others: ExprNode | undefined;
  if (stream.acceptWord('with')) {
    stream.expectWord('others');
    stream.expect('=');
    others = expressions.expression();
  }
  stream.expectWord('by');
  const by = expressions.named();
  const ascending = stream.acceptWord('asc');
  if (!ascending) stream.acceptWord('desc');
  return { count, of, others, by, descending: !ascending, span: stream.since(start) };
};

export const parseTopNested: Parse = (context, keyword) => {
  const { stream } = context;
  const levels = [parseLevel(context)];
  while (stream.accept(',')) {
    const word = stream.hyphenated();
    if (word.text !== 'top-nested') throw stream.unexpected("'top-nested'");
    levels.push(parseLevel(context));
  }
  return { kind: 'top-nested', keyword, levels, span: stream.since(keyword.span.start) };
};

const parseSchema = ({ stream }: OperatorContext): PluginSchema | undefined => {
  if (!stream.accept(':')) return undefined;
  const start = stream.expect('(').start;
  const star = stream.accept('*');
  if (star && stream.accept(')')) return { star, columns: [], span: stream.since(start) };
  if (star) stream.expect(',');
  return { star, columns: parseColumnList(stream), span: stream.since(start) };
};

export const parseEvaluate: Parse = (context, keyword) => {
  const { stream, expressions } = context;
  parseParameters(stream, []);
  const plugin = stream.name('a plugin');
  const args = expressions.arguments();
  const schema = parseSchema(context);
  return { kind: 'evaluate', keyword, plugin, args, schema, span: stream.since(keyword.span.start) };
};

export const parsePartition: Parse = (context, keyword) => {
  const { stream, subquery } = context;
  parseParameters(stream, []);
  stream.expectWord('by');
  const column = stream.name('a column');
  const by = { expr: { kind: 'name' as const, name: column.text, span: column.span }, span: column.span };
  if (stream.accept('{')) {
    const query = context.query();
    stream.expect('}');
    return { kind: 'partition', keyword, by, operators: [], query, span: stream.since(keyword.span.start) };
  }
  stream.expect('(');
  const operators = subquery();
  stream.expect(')');
  return { kind: 'partition', keyword, by, operators, span: stream.since(keyword.span.start) };
};
