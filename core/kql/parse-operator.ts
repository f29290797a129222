import type {
  ColumnNode,
  JoinCondition,
  Name,
  NamePattern,
  OperatorNode,
  Parameter,
  SortNode,
  TabularNode,
} from './ast';
import { diagnosticCodes, QueryProblem } from './diagnostic';
import { columnTypeOf } from './literals';
import type { ExpressionParser } from './parse-expression';
import type { TokenStream } from './token-stream';

/** Kusto's tabular operators that this engine does not have: named, so that the message can say so. */
const unsupportedOperators = new Set(
  (
    'parse parse-where parse-kv make-series mv-apply evaluate search find sample sample-distinct top-nested top-hitters ' +
    'reduce partition scan fork facet consume invoke externaldata make-graph graph-match graph-shortest-paths ' +
    'graph-to-table project-by-names assert-schema macro-expand partition-by execute_and_cache'
  ).split(' '),
);

/** What operators need from the rest of the parser. */
type Context = {
  readonly stream: TokenStream;
  readonly expressions: ExpressionParser;
  /** A tabular expression that ends before `,`, `on` and the like: the operand of `join` and `union`. */
  readonly operand: () => TabularNode;
};

/** `(a: long, b: string)`, parentheses included. */
export const parseColumns = (stream: TokenStream): ColumnNode[] => {
  stream.expect('(');
  const columns: ColumnNode[] = [];
  if (stream.accept(')')) return columns;
  do {
    const name = stream.name('a column name');
    stream.expect(':');
    columns.push({ name, type: parseType(stream), span: stream.since(name.span.start) });
  } while (stream.accept(','));
  stream.expect(')');
  return columns;
};

/** A type's name. */
export const parseType = (stream: TokenStream) => {
  const token = stream.peek();
  const type = token.kind === 'name' ? columnTypeOf(token.text) : undefined;
  if (type === undefined) throw stream.unexpected('a type');
  stream.next();
  return type;
};

/** `kind=inner hint.strategy=shuffle`: words before `=`, until something else comes. */
export const parseParameters = (stream: TokenStream, known: readonly string[]): Parameter[] => {
  const parameters: Parameter[] = [];
  for (;;) {
    const first = stream.peek();
    const hint = stream.isWord('hint') && stream.is('.', 1);
    if (!hint && !(first.kind === 'name' && known.includes(first.text) && stream.is('=', 1))) return parameters;
    stream.next();
    let name = first.text;
    if (hint) while (stream.accept('.')) name += `.${stream.name().text}`;
    stream.expect('=');
    const value = stream.next();
    if (value.kind !== 'name' && value.kind !== 'number' && value.kind !== 'string') {
      throw stream.unexpected('a value', value);
    }
    if (!hint) parameters.push({ name, value: value.text, span: stream.since(first.start) });
  }
};

const parseSortKey = ({ stream, expressions }: Context): SortNode => {
  const start = stream.peek().start;
  const expr = expressions.expression();
  const ascending = stream.acceptWord('asc') || stream.acceptWord('granny-asc');
  if (!ascending) stream.acceptWord('desc');
  let nullsFirst = ascending;
  if (stream.acceptWord('nulls')) {
    nullsFirst = stream.acceptWord('first');
    if (!nullsFirst) stream.expectWord('last');
  }
  return { expr, descending: !ascending, nullsFirst, span: stream.since(start) };
};

const parsePattern = (stream: TokenStream): NamePattern => {
  const start = stream.peek().start;
  if (!stream.is('*') && stream.peek().kind !== 'name') {
    const name = stream.name('a column name');
    return { text: name.text, wildcard: false, span: name.span };
  }
  let text = '';
  let wildcard = false;
  let end = start;
  while (
    (stream.is('*') || stream.peek().kind === 'name' || stream.peek().kind === 'number') &&
    (text === '' || stream.peek().start === end)
  ) {
    const token = stream.next();
    if (token.text === '*') wildcard = true;
    text += token.text;
    end = token.end;
  }
  return { text, wildcard, span: { start, end } };
};

const parseJoinCondition = (stream: TokenStream): JoinCondition => {
  const start = stream.peek().start;
  const side = (): { readonly side: string; readonly name: Name } => {
    const token = stream.next();
    if (token.kind !== 'name' || (token.text !== '$left' && token.text !== '$right')) {
      throw stream.unexpected('$left or $right', token);
    }
    stream.expect('.');
    return { side: token.text, name: stream.name('a column name') };
  };
  if (!stream.isWord('$left') && !stream.isWord('$right')) {
    const name = stream.name('a column name');
    return { left: name, right: name, span: name.span };
  }
  const first = side();
  stream.expect('==');
  const second = side();
  const span = stream.since(start);
  if (first.side === second.side) {
    throw new QueryProblem(diagnosticCodes.syntax, 'A join condition needs $left and $right', span);
  }
  return first.side === '$left'
    ? { left: first.name, right: second.name, span }
    : { left: second.name, right: first.name, span };
};

const parseSummarize = (context: Context, keyword: Name): OperatorNode => {
  const { stream, expressions } = context;
  const start = keyword.span.start;
  parseParameters(stream, []);
  const atEnd = () =>
    stream.is('|') || stream.is(')') || stream.is(';') || stream.is('}') || stream.peek().kind === 'end';
  const aggregates = stream.isWord('by') || atEnd() ? [] : expressions.list(() => expressions.named());
  const hasBy = stream.acceptWord('by');
  if (!hasBy && aggregates.length === 0) throw stream.unexpected('an aggregate or by');
  const by = hasBy ? expressions.list(() => expressions.named()) : [];
  return { kind: 'summarize', keyword, aggregates, by, span: stream.since(start) };
};

/** `union` with its parameters and operands; tables may be wildcards (`Config*`). */
export const parseUnion = (context: Context, keyword: Name): OperatorNode & { readonly kind: 'union' } => {
  const { stream, expressions, operand } = context;
  const parameters = parseParameters(stream, ['kind', 'withsource', 'with_source', 'isfuzzy']);
  const tables = expressions.list(operand);
  return { kind: 'union', keyword, parameters, tables, span: stream.since(keyword.span.start) };
};

const parseJoin = ({ stream, expressions, operand }: Context, keyword: Name, kind: 'join' | 'lookup'): OperatorNode => {
  const parameters = parseParameters(stream, ['kind']);
  const right = operand();
  const on = stream.acceptWord('on') ? expressions.list(() => parseJoinCondition(stream)) : [];
  if (on.length === 0) throw stream.unexpected("'on'");
  return { kind, keyword, parameters, right, on, span: stream.since(keyword.span.start) };
};

const parseMvExpand = ({ stream, expressions }: Context, keyword: Name): OperatorNode => {
  const parameters = parseParameters(stream, ['kind', 'bagexpansion', 'with_itemindex']);
  const items = expressions.list(() => {
    const item = expressions.named();
    if (!stream.acceptWord('to')) return item;
    stream.expectWord('typeof');
    stream.expect('(');
    const type = parseType(stream);
    stream.expect(')');
    return { ...item, type, span: stream.since(item.span.start) };
  });
  const limit = stream.acceptWord('limit') ? expressions.expression() : undefined;
  return { kind: 'mv-expand', keyword, parameters, items, limit, span: stream.since(keyword.span.start) };
};

const parseRender = (stream: TokenStream, keyword: Name): OperatorNode => {
  const visualization = stream.name('a visualization').text;
  const properties: [string, string][] = [];
  const property = (): void => {
    const name = stream.name('a property').text;
    stream.expect('=');
    // Column lists (`ycolumns=a, b`) and values alike: tokens up to the next property.
    const parts: string[] = [];
    do {
      if (stream.atName() && stream.is('=', stream.nameLength())) break;
      const sign = stream.accept('-') ? '-' : '';
      const token = stream.next();
      if (token.kind === 'end' || (token.kind === 'operator' && token.text !== '*')) {
        throw stream.unexpected('a value', token);
      }
      parts.push(sign + token.text);
    } while (stream.is(',') && !stream.is('=', 2) && stream.accept(','));
    properties.push([name, parts.join(',')]);
  };
  if (stream.acceptWord('with')) {
    stream.expect('(');
    while (!stream.accept(')')) {
      property();
      stream.accept(',');
    }
  } else {
    while (stream.peek().kind === 'name' && stream.is('=', 1)) property();
  }
  return {
    kind: 'render',
    keyword,
    visualization,
    properties: Object.fromEntries(properties),
    span: stream.since(keyword.span.start),
  };
};

const parseTop = (context: Context, keyword: Name): OperatorNode => {
  const { stream, expressions } = context;
  const count = expressions.expression();
  if (stream.isWord('of')) {
    throw new QueryProblem(diagnosticCodes.unsupported, "The operator 'top-hitters' is not supported", keyword.span);
  }
  stream.expectWord('by');
  const by = [parseSortKey(context)];
  if (stream.is(',')) throw stream.unexpected('one sort key (use sort by ... | take for several)');
  return { kind: 'top', keyword, count, by, span: stream.since(keyword.span.start) };
};

/** The operator after a `|`. Throws `QueryProblem`, naming an operator that is Kusto's but not supported. */
export const parseOperator = (context: Context): OperatorNode => {
  const { stream, expressions } = context;
  const keyword = stream.hyphenated();
  const start = keyword.span.start;
  switch (keyword.text) {
    case 'where':
    case 'filter':
      return { kind: 'where', keyword, predicate: expressions.expression(), span: stream.since(start) };
    case 'extend':
    case 'project':
    case 'project-rename':
    case 'distinct': {
      if (keyword.text === 'distinct') parseParameters(stream, []);
      const items = expressions.list(() => expressions.named());
      return { kind: keyword.text, keyword, items, span: stream.since(start) };
    }
    case 'serialize': {
      const bare = stream.is('|') || stream.is(')') || stream.is(';') || stream.is('}') || stream.peek().kind === 'end';
      const items = bare ? [] : expressions.list(() => expressions.named());
      return { kind: 'serialize', keyword, items, span: stream.since(start) };
    }
    case 'project-away':
    case 'project-keep':
    case 'project-reorder': {
      const patterns = expressions.list(() => parsePattern(stream));
      return { kind: keyword.text, keyword, patterns, span: stream.since(start) };
    }
    case 'count':
    case 'getschema':
      return { kind: keyword.text, keyword, span: stream.since(start) };
    case 'summarize':
      return parseSummarize(context, keyword);
    case 'sort':
    case 'order': {
      parseParameters(stream, []);
      stream.expectWord('by');
      const by = expressions.list(() => parseSortKey(context));
      return { kind: 'sort', keyword, by, span: stream.since(start) };
    }
    case 'top':
      return parseTop(context, keyword);
    case 'take':
    case 'limit':
      return { kind: 'take', keyword, count: expressions.expression(), span: stream.since(start) };
    case 'union':
      return parseUnion(context, keyword);
    case 'join':
    case 'lookup':
      return parseJoin(context, keyword, keyword.text);
    case 'mv-expand':
    case 'mvexpand':
      return parseMvExpand(context, keyword);
    case 'render':
      return parseRender(stream, keyword);
    case 'as': {
      parseParameters(stream, []);
      return { kind: 'as', keyword, name: stream.name(), span: stream.since(start) };
    }
    default:
      if (unsupportedOperators.has(keyword.text)) {
        throw new QueryProblem(
          diagnosticCodes.unsupported,
          `The operator '${keyword.text}' is not supported`,
          keyword.span,
        );
      }
      throw new QueryProblem(
        diagnosticCodes.syntax,
        `Query could not be parsed at '${keyword.text.slice(0, 40)}': unknown operator`,
        keyword.span,
        keyword.text,
      );
  }
};
