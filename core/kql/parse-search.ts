import type { FindColumn, Name, SearchNode, SourceNode, TabularNode } from './ast';
import { diagnosticCodes, QueryProblem } from './diagnostic';
import { parseParameters, parseType } from './parse-clauses';
import type { OperatorContext } from './parse-clauses';

const parseTables = ({ stream, expressions, operand }: OperatorContext): readonly TabularNode[] => {
  if (!stream.isWord('in') || !stream.is('(', 1)) return [];
  stream.next();
  stream.expect('(');
  const tables = expressions.list(operand);
  stream.expect(')');
  return tables;
};

/** What follows the word `search`. */
export const parseSearch = (context: OperatorContext, keyword: Name): SearchNode => {
  const { stream, expressions } = context;
  const parameters = parseParameters(stream, ['kind']);
  const tables = parseTables(context);
  const predicate = expressions.searchExpression();
  return { kind: 'search', keyword, parameters, tables, predicate, span: stream.since(keyword.span.start) };
};

const parseFindColumn = ({ stream }: OperatorContext): FindColumn => {
  const name = stream.name('a column name');
  const { start } = name.span;
  if (name.text === 'pack' && stream.accept('(')) {
    stream.expect('*');
    stream.expect(')');
    return { name, pack: true, span: stream.since(start) };
  }
  const type = stream.accept(':') ? parseType(stream) : undefined;
  return { name, pack: false, span: stream.since(start), ...(type === undefined ? {} : { type }) };
};

/** What follows the word `find`. */
export const parseFind = (context: OperatorContext, keyword: Name): SourceNode => {
  const { stream, expressions } = context;
  const { start } = keyword.span;
  const parameters = parseParameters(stream, ['withsource', 'with_source', 'datascope']);
  const tables = parseTables(context);
  stream.acceptWord('where');
  const predicate = expressions.searchExpression();
  const common = { kind: 'find' as const, parameters, tables, predicate };
  if (stream.isWord('project-away')) throw stream.unexpected('project');
  if (!stream.isWord('project')) return { ...common, span: stream.since(start) };
  const word = stream.hyphenated();
  if (word.text === 'project-smart') return { ...common, span: stream.since(start) };
  if (word.text !== 'project') {
    throw new QueryProblem(diagnosticCodes.unsupported, `find ... ${word.text} is not supported`, word.span);
  }
  const project = expressions.list(() => parseFindColumn(context));
  return { ...common, project, span: stream.since(start) };
};
