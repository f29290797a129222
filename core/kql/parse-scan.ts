import type { ColumnNode, ExprNode, Name, OperatorNode, ScanStepNode } from './ast';
import { parseParameters, parseType } from './parse-clauses';
import type { OperatorContext } from './parse-clauses';

type Parse = (context: OperatorContext, keyword: Name) => OperatorNode;

const outputs = ['all', 'last', 'none'] as const;

const parseDeclared = ({ stream, expressions }: OperatorContext): ColumnNode & { readonly initial?: ExprNode } => {
  const name = stream.name('a column name');
  stream.expect(':');
  const type = parseType(stream);
  const initial = stream.accept('=') ? expressions.expression() : undefined;
  return { name, type, initial, span: stream.since(name.span.start) };
};

const parseStep = ({ stream, expressions }: OperatorContext): ScanStepNode => {
  const { start } = stream.expectWord('step');
  const name = stream.name('a step');
  let output: ScanStepNode['output'] = 'all';
  if (stream.acceptWord('output')) {
    stream.expect('=');
    const found = outputs.find((known) => stream.acceptWord(known));
    if (found === undefined) throw stream.unexpected('all, last or none');
    output = found;
  }
  stream.expect(':');
  const condition = expressions.expression();
  const assignments: ScanStepNode['assignments'][number][] = [];
  if (stream.accept('=>')) {
    do {
      const column = stream.name('a column');
      stream.expect('=');
      assignments.push({ name: column, value: expressions.expression() });
    } while (stream.accept(','));
  }
  stream.expect(';');
  return { name, output, condition, assignments, span: stream.since(start) };
};

/** `scan with_match_id=id declare (a: long = 0) with (step s: condition => a = 1; ...)`. */
export const parseScan: Parse = (context, keyword) => {
  const { stream } = context;
  parseParameters(stream, []);
  let matchId: Name | undefined;
  if (stream.acceptWord('with_match_id')) {
    stream.expect('=');
    matchId = stream.name('a column name');
  }
  const declared: ReturnType<typeof parseDeclared>[] = [];
  if (stream.acceptWord('declare')) {
    stream.expect('(');
    do declared.push(parseDeclared(context));
    while (stream.accept(','));
    stream.expect(')');
  }
  stream.expectWord('with');
  stream.expect('(');
  const steps: ScanStepNode[] = [];
  do steps.push(parseStep(context));
  while (!stream.is(')'));
  stream.expect(')');
  return { kind: 'scan', keyword, matchId, declared, steps, span: stream.since(keyword.span.start) };
};

/** `reduce kind=source by text with threshold=0.1, characters="_"`. */
export const parseReduce: Parse = ({ stream, expressions }, keyword) => {
  const parameters = parseParameters(stream, ['kind']);
  stream.expectWord('by');
  const by = expressions.named();
  const options: { readonly name: string; readonly value: ExprNode }[] = [];
  if (stream.acceptWord('with')) {
    do {
      const name = stream.isWord('threshold') || stream.isWord('characters') ? stream.name() : undefined;
      if (name === undefined) throw stream.unexpected('threshold or characters');
      stream.expect('=');
      options.push({ name: name.text, value: expressions.expression() });
    } while (stream.accept(','));
  }
  return { kind: 'reduce', keyword, parameters, by, options, span: stream.since(keyword.span.start) };
};
