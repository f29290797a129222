import type {
  ColumnNode,
  ExpandItem,
  JoinCondition,
  Name,
  NamePattern,
  OperatorNode,
  Parameter,
  PatternOrder,
  SortNode,
  TabularNode,
} from './ast';
import { diagnosticCodes, QueryProblem } from './diagnostic';
import { columnTypeOf } from './literals';
import type { ExpressionParser } from './parse-expression';
import type { TokenStream } from './token-stream';

/** What operators need from the rest of the parser. */
export type OperatorContext = {
  readonly stream: TokenStream;
  readonly expressions: ExpressionParser;
  /** A tabular expression that ends before `,`, `on` and the like: the operand of `join` and `union`. */
  readonly operand: () => TabularNode;
  /** Operators joined by `|` up to a `)`: the subquery of `mv-apply` and `partition`. */
  readonly subquery: () => readonly OperatorNode[];
  /** A whole query with its source, up to a `}`. */
  readonly query: () => TabularNode;
};

/** True where an operator has nothing more to say. */
export const atOperatorEnd = (stream: TokenStream): boolean =>
  stream.is('|') || stream.is(')') || stream.is(';') || stream.is('}') || stream.peek().kind === 'end';

/** A type's name. */
export const parseType = (stream: TokenStream) => {
  const token = stream.peek();
  const type = token.kind === 'name' ? columnTypeOf(token.text) : undefined;
  if (type === undefined) throw stream.unexpected('a type');
  stream.next();
  return type;
};

const parseColumn = (stream: TokenStream): ColumnNode => {
  const name = stream.name('a column name');
  stream.expect(':');
  return { name, type: parseType(stream), span: stream.since(name.span.start) };
};

/** `a: long, b: string)`, up to and including the parenthesis. */
export const parseColumnList = (stream: TokenStream): ColumnNode[] => {
  const columns: ColumnNode[] = [];
  if (stream.accept(')')) return columns;
  do columns.push(parseColumn(stream));
  while (stream.accept(','));
  stream.expect(')');
  return columns;
};

/** `(a: long, b: string)`, parentheses included. */
export const parseColumns = (stream: TokenStream): ColumnNode[] => {
  stream.expect('(');
  return parseColumnList(stream);
};

/** `kind=inner hint.strategy=shuffle`: words before `=`, until something else comes. Hints are read over. */
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

/** `expression asc nulls last`. */
export const parseSortKey = ({ stream, expressions }: OperatorContext): SortNode => {
  const start = stream.peek().start;
  const expr = expressions.expression();
  const ascending = stream.acceptWord('asc');
  if (!ascending) stream.acceptWord('desc');
  let nullsFirst = ascending;
  if (stream.acceptWord('nulls')) {
    nullsFirst = stream.acceptWord('first');
    if (!nullsFirst) stream.expectWord('last');
  }
  return { expr, descending: !ascending, nullsFirst, span: stream.since(start) };
};

const orders: readonly PatternOrder[] = ['asc', 'desc', 'granny-asc', 'granny-desc'];

const parseOrder = (stream: TokenStream): PatternOrder | undefined => {
  const granny = stream.isWord('granny') && stream.is('-', 1);
  const word = granny ? stream.hyphenated().text : stream.peek().text;
  const order = orders.find((known) => known === word);
  if (granny && order === undefined) throw stream.unexpected('granny-asc or granny-desc');
  if (!granny && order !== undefined) stream.next();
  return order;
};

/** A column's name, or a pattern with `*`; `ordered` allows `asc` and its kind after it. */
export const parsePattern = (stream: TokenStream, ordered: boolean): NamePattern => {
  const start = stream.peek().start;
  let text = '';
  let wildcard = false;
  let end = start;
  if (!stream.is('*') && stream.peek().kind !== 'name') {
    const name = stream.name('a column name');
    text = name.text;
    end = name.span.end;
  } else {
    while (
      (stream.is('*') || stream.peek().kind === 'name' || stream.peek().kind === 'number') &&
      (text === '' || stream.peek().start === end)
    ) {
      const token = stream.next();
      if (token.text === '*') wildcard = true;
      text += token.text;
      end = token.end;
    }
  }
  const order = ordered && stream.peek().kind === 'name' ? parseOrder(stream) : undefined;
  const span = order === undefined ? { start, end } : stream.since(start);
  return { text, wildcard, span, ...(order === undefined ? {} : { order }) };
};

const parseJoinCondition = (stream: TokenStream): JoinCondition => {
  const start = stream.peek().start;
  const side = (): { readonly side: string; readonly name: Name } => {
    const token = stream.next();
    if (token.kind !== 'name' || (token.text !== '$left' && token.text !== '$right')) {
      throw stream.unexpected('$left or $right', token);
    }
    if (stream.is('[')) return { side: token.text, name: stream.name('a column name') };
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

/** Conditions after `on`: separated by commas, or by `and`. */
export const parseJoinConditions = (stream: TokenStream): readonly JoinCondition[] => {
  const conditions = [parseJoinCondition(stream)];
  while (stream.accept(',') || stream.acceptWord('and')) conditions.push(parseJoinCondition(stream));
  return conditions;
};

/** Items of `mv-expand` and `mv-apply`: `name = expression to typeof(type)`. */
export const parseExpandItems = ({ stream, expressions }: OperatorContext): readonly ExpandItem[] =>
  expressions.list(() => {
    const item = expressions.named();
    if (!stream.acceptWord('to')) return item;
    stream.expectWord('typeof');
    stream.expect('(');
    const type = parseType(stream);
    stream.expect(')');
    return { ...item, type, span: stream.since(item.span.start) };
  });
