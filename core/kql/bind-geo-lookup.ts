import type { OperatorNode } from './ast';
import { kept, projected } from './bind-columns';
import { bindConstant, bindExpr } from './bind-expression';
import { joined } from './bind-join';
import { diagnosticCodes as codes, QueryProblem } from './diagnostic';
import { column, literal } from './expr';
import { callByName, convertTo } from './make-call';
import type { ExprContext } from './make-call';
import { asTabular } from './as-tabular';
import type { Assignment, Expr, Plan } from './plan';
import type { ColumnSchema } from './schema';
import type { Table } from './scope';
import { visibleColumns } from './scope';

type Node = OperatorNode & { readonly kind: 'evaluate' };

const own = (columns: readonly ColumnSchema[]): readonly Assignment[] =>
  columns.map((of) => ({ name: of.name, expr: column(of) }));

const longitudeColumn: ColumnSchema = { name: '$longitude', type: 'real' };
const latitudeColumn: ColumnSchema = { name: '$latitude', type: 'real' };
const shapeColumn: ColumnSchema = { name: '$shape', type: 'dynamic' };

const isTrue = (expr: Expr | undefined): boolean => expr?.kind === 'literal' && expr.value === true;

/** Parameters after the fourth, in their order; the area to look in is a hint that changes no result. */
const parameters = ['radius', 'return_unmatched', 'lookup_area_radius', 'return_lookup_key'];

/**
 * `evaluate geo_polygon_lookup(Shapes, polygon, longitude, latitude, radius, return_unmatched, ...)` and `geo_line_lookup`: each
 * location beside the shapes that it lies in, or that lie within the radius.
 */
export const bindGeoLookup = (node: Node, kind: 'polygon' | 'line', table: Table, context: ExprContext): Table => {
  const { span } = node;
  const [tableNode, shapeNode, longitudeNode, latitudeNode, ...others] = node.args.filter(
    ({ name }) => name === undefined,
  );
  const query = tableNode === undefined ? undefined : asTabular(tableNode.value);
  if (query === undefined || !shapeNode || !longitudeNode || !latitudeNode) {
    const message = `${node.plugin.text}(): a table, its column of shapes, a longitude and a latitude are expected`;
    throw new QueryProblem(codes.arity, message, span);
  }
  const constant = (name: string): Expr | undefined => {
    const value = node.args.find((arg) => arg.name?.text === name)?.value ?? others[parameters.indexOf(name)]?.value;
    return value && bindConstant(value, { ...context, table: undefined });
  };

  const right = kept(context.state.bindTabular(query, context.environment));
  const shape = bindExpr(shapeNode.value, { ...context, table: right });
  if (shape.kind !== 'column' || shape.type !== 'dynamic') {
    throw new QueryProblem(
      codes.wrongType,
      `${node.plugin.text}: the shapes are a dynamic column`,
      shapeNode.value.span,
    );
  }
  const one = { name: '$one', expr: literal('long', 1) };
  const coordinate = ({ value }: typeof longitudeNode): Expr =>
    convertTo(context, bindExpr(value, context), 'real', value.span);
  const columns = visibleColumns(table);
  const locations = projected(table, [
    ...own(columns),
    { name: '$at', expr: callByName(context, 'row_number', [], span) },
    { name: longitudeColumn.name, expr: coordinate(longitudeNode) },
    { name: latitudeColumn.name, expr: coordinate(latitudeNode) },
    one,
  ]);
  const added = visibleColumns(right).filter(
    ({ name }) => name !== shape.name || isTrue(constant('return_lookup_key')),
  );
  const shapes = projected(right, [...own(visibleColumns(right)), { name: shapeColumn.name, expr: shape }, one]);
  const pairs = joined('inner', locations, shapes, [{ left: one.name, right: one.name }], {
    left: locations.plan.columns.filter(({ name }) => name !== one.name),
    right: [...added, shapeColumn],
  });

  const radius = constant('radius');
  const place = [longitudeColumn, latitudeColumn, shapeColumn].map(column);
  const distance = `geo_distance_point_to_${kind}`;
  if (kind === 'line' && radius === undefined) {
    throw new QueryProblem(codes.arity, `${node.plugin.text}(): a radius in metres is expected`, span);
  }
  const predicate =
    radius === undefined
      ? callByName(context, 'geo_point_in_polygon', place, span)
      : callByName(context, '<=', [callByName(context, distance, place, span), radius], span);
  const hits: Plan = { op: 'where', input: pairs.plan, predicate, columns: pairs.plan.columns };
  const found: Table = { plan: hits, serialized: false, hidden: false };
  // Names of the right side that the left side has too were changed by the join.
  const names = hits.columns.slice(columns.length + 3, -1);
  const matched = kept(found, [...columns, ...names]);
  if (!isTrue(constant('return_unmatched'))) return matched;
  const rest = joined('leftanti', locations, found, [{ left: '$at', right: '$at' }], { left: columns, right: [] });
  const unmatched = projected(rest, [
    ...own(columns),
    ...names.map((of) => ({ name: of.name, expr: literal(of.type, of.type === 'string' ? '' : null) })),
  ]);
  return { ...matched, plan: { op: 'union', inputs: [matched.plan, unmatched.plan], columns: matched.plan.columns } };
};
