import type { ExprNode, SourceNode } from './ast';
import { diagnosticCodes, QueryProblem } from './diagnostic';
import { parseColumns } from './parse-clauses';
import type { OperatorContext } from './parse-clauses';
import { parseUnion } from './parse-operator';
import { parseFind, parseSearch } from './parse-search';

/** A source that starts with a keyword: `print`, `datatable`, `range x from`, `union`. */
export const parseKeywordSource = (context: OperatorContext): SourceNode | undefined => {
  const { stream, expressions } = context;
  const token = stream.peek();
  if (token.kind !== 'name') return undefined;
  const next = stream.peek(1);
  const alone = next.kind === 'end' || (next.kind === 'operator' && ['|', ')', ',', ';', '=', '.'].includes(next.text));
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
      const union = parseUnion(context, keyword);
      return { kind: 'union', union, span: union.span };
    }
    case 'search': {
      if (alone) return undefined;
      const search = parseSearch(context, stream.name());
      return { kind: 'search', search, span: search.span };
    }
    case 'find':
      if (alone) return undefined;
      return parseFind(context, stream.name());
    case 'evaluate':
    case 'externaldata':
      if (alone) return undefined;
      throw new QueryProblem(diagnosticCodes.unsupported, `The operator '${token.text}' is not supported`, token);
    default:
      return undefined;
  }
};
