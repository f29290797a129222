import type { ExprNode, NamedExpr } from './ast';
import { bindExpr } from './bind-expression';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import type { Span } from './diagnostic';
import { findScalar } from './functions/registry';
import type { ExprContext } from './make-call';
import { impliedName } from './naming';
import type { ColumnType } from './schema';

/** Conversion of one result of a function with several; a dynamic one is taken as it is. */
const conversion: Partial<Record<ColumnType, string>> = {
  long: 'tolong',
  real: 'toreal',
  string: 'tostring',
  datetime: 'todatetime',
  bool: 'tobool',
};

const notSeveral = (span: Span): QueryProblem =>
  new QueryProblem(codes.wrongType, 'The expression does not have several values to name', span);

/**
 * Items of `extend`, `project` and `print` with a function of several results (`series_stats(x)`) replaced by one item a
 * result. A name given in the query is the name of the first; `(a, b) = ...` names as many as it has names.
 */
export const expandTuples = (items: readonly NamedExpr[], context: ExprContext): readonly NamedExpr[] =>
  items.flatMap((item): readonly NamedExpr[] => {
    const { expr, span, names } = item;
    if (names !== undefined && names.length > 1 && expr.kind !== 'call') throw notSeveral(span);
    if (expr.kind !== 'call' || context.environment.find(expr.name.text)?.kind === 'function') return [item];
    const tuple = findScalar(expr.name.text)?.tuple;
    if (tuple === undefined) {
      if (names !== undefined && names.length > 1) throw notSeveral(span);
      return [item];
    }
    const columns = tuple(
      expr.args.map(({ value }) => {
        const bound = bindExpr(value, context);
        return {
          name: impliedName(value),
          type: bound.type,
          value: bound.kind === 'literal' ? bound.value : undefined,
        };
      }),
    );
    if (columns === undefined) return [item];
    return columns.map((column, at): NamedExpr => {
      const index: ExprNode = { kind: 'literal', type: 'long', value: at, span };
      const result: ExprNode = { kind: 'index', target: expr, index, span };
      const convert = conversion[column.type];
      const given = names?.[at] ?? (at === 0 ? item.name : undefined);
      const name = given ?? { text: column.name, span };
      return {
        name,
        span,
        expr:
          convert === undefined
            ? result
            : { kind: 'call', name: { text: convert, span }, args: [{ value: result }], span },
      };
    });
  });
