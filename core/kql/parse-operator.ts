import type { ExprNode, Name, OperatorNode } from './ast';
import { diagnosticCodes, QueryProblem } from './diagnostic';
import {
  atOperatorEnd,
  parseColumns,
  parseJoinConditions,
  parseParameters,
  parsePattern,
  parseSortKey,
} from './parse-clauses';
import type { OperatorContext as Context } from './parse-clauses';
import {
  parseEvaluate,
  parseMakeSeries,
  parseMvApply,
  parseMvExpand,
  parseParse,
  parseParseKv,
  parsePartition,
  parseTopNested,
} from './parse-rows';
import { parseGraphMatch, parseGraphToTable, parseMakeGraph, parseMarkComponents } from './parse-graph';
import { parseReduce, parseScan } from './parse-scan';
import { parseSearch } from './parse-search';
import type { TokenStream } from './token-stream';

/** Kusto's tabular operators that this engine does not have: named, so that the message can say so. */
export const unsupportedOperators: ReadonlySet<string> = new Set(
  'fork facet consume graph-where-nodes graph-where-edges macro-expand partition-by execute_and_cache externaldata find'.split(
    ' ',
  ),
);

const parseSummarize = (context: Context, keyword: Name): OperatorNode => {
  const { stream, expressions } = context;
  const start = keyword.span.start;
  parseParameters(stream, []);
  const aggregates = stream.isWord('by') || atOperatorEnd(stream) ? [] : expressions.list(() => expressions.named());
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

const parseJoin = ({ stream, operand }: Context, keyword: Name, kind: 'join' | 'lookup'): OperatorNode => {
  const parameters = parseParameters(stream, ['kind']);
  const right = operand();
  const on = stream.acceptWord('on') ? parseJoinConditions(stream) : [];
  if (on.length === 0) throw stream.unexpected("'on'");
  return { kind, keyword, parameters, right, on, span: stream.since(keyword.span.start) };
};

const visualizations = new Set(
  (
    'table list barchart piechart ladderchart timechart linechart anomalychart pivotchart areachart stackedareachart ' +
    'scatterchart timepivot columnchart timeline 3Dchart card treemap plotly graph sankey'
  ).split(' '),
);

const parseRender = (stream: TokenStream, keyword: Name): OperatorNode => {
  const chart = stream.peek();
  const visualization = chart.kind === 'number' ? `${stream.next().text}` : stream.name('a visualization').text;
  if (!visualizations.has(visualization)) throw stream.unexpected('a visualization', chart);
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

const parseTopHitters = ({ stream, expressions }: Context, keyword: Name, count: ExprNode): OperatorNode => {
  stream.expectWord('of');
  const of = expressions.named();
  const by = stream.acceptWord('by') ? expressions.expression() : undefined;
  return { kind: 'top-hitters', keyword, count, of, by, span: stream.since(keyword.span.start) };
};

const parseTop = (context: Context, keyword: Name): OperatorNode => {
  const { stream, expressions } = context;
  const count = expressions.expression();
  if (stream.isWord('of')) return parseTopHitters(context, keyword, count);
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
      const items = atOperatorEnd(stream) ? [] : expressions.list(() => expressions.named());
      return { kind: 'serialize', keyword, items, span: stream.since(start) };
    }
    case 'project-away':
    case 'project-keep':
    case 'project-reorder': {
      const patterns = expressions.list(() => parsePattern(stream, keyword.text === 'project-reorder'));
      return { kind: keyword.text, keyword, patterns, span: stream.since(start) };
    }
    case 'count': {
      const name = stream.acceptWord('as') ? stream.name() : undefined;
      return { kind: 'count', keyword, name, span: stream.since(start) };
    }
    case 'getschema':
      return { kind: 'getschema', keyword, span: stream.since(start) };
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
    case 'top-hitters':
      return parseTopHitters(context, keyword, expressions.expression());
    case 'top-nested':
      return parseTopNested(context, keyword);
    case 'sample':
      return { kind: 'sample', keyword, count: expressions.expression(), span: stream.since(start) };
    case 'sample-distinct': {
      const count = expressions.expression();
      stream.expectWord('of');
      return { kind: 'sample-distinct', keyword, count, of: expressions.named(), span: stream.since(start) };
    }
    case 'search':
      return parseSearch(context, keyword);
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
    case 'mv-apply':
    case 'mvapply':
      return parseMvApply(context, keyword);
    case 'parse':
    case 'parse-where':
      return parseParse(context, keyword, keyword.text);
    case 'parse-kv':
      return parseParseKv(context, keyword);
    case 'make-series':
      return parseMakeSeries(context, keyword);
    case 'evaluate':
      return parseEvaluate(context, keyword);
    case 'partition':
      return parsePartition(context, keyword);
    case 'make-graph':
      return parseMakeGraph(context, keyword);
    case 'graph-match':
    case 'graph-shortest-paths':
      return parseGraphMatch(context, keyword, keyword.text);
    case 'graph-mark-components':
      return parseMarkComponents(context, keyword);
    case 'graph-to-table':
      return parseGraphToTable(context, keyword);
    case 'scan':
      return parseScan(context, keyword);
    case 'reduce':
      return parseReduce(context, keyword);
    case 'assert-schema':
      return { kind: 'assert-schema', keyword, columns: parseColumns(stream), span: stream.since(start) };
    case 'invoke': {
      const name = stream.name('a function');
      return { kind: 'invoke', keyword, name, args: expressions.arguments(), span: stream.since(start) };
    }
    case 'project-by-names': {
      const items = expressions.list(() => expressions.expression());
      return { kind: 'project-by-names', keyword, items, span: stream.since(start) };
    }
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
