import { DataError } from '../../data-error';
import { lazyPart } from '../../lazy-part';
import type { ScalarFunction } from '../../registry';
import type { ColumnType } from '../../schema';
import type { NamedParameter } from '../define';
import type { Cell } from '../read';
import { num, rowFunction } from '../row-function';
import { isPoint, pointJson, pointOf, type Vector3, vectorOf } from './sphere';
import type { Shape } from './shapes';

/** Lines and polygons of GeoJSON. */

const geometry = lazyPart(() => import('./shapes'));

const shapeOf = (cell: Cell | undefined, kind: Shape['kind']): Shape | undefined => {
  const shape = typeof cell === 'bigint' ? undefined : geometry.get().shapeOf(cell ?? null);
  return shape?.kind === kind ? shape : undefined;
};

const ofPoint = (
  name: string,
  kind: Shape['kind'],
  result: ColumnType,
  summary: string,
  compute: (shape: Shape, point: Vector3) => Cell,
): ScalarFunction =>
  rowFunction(
    {
      name,
      params: ['longitude:number', 'latitude:number', kind === 'lines' ? 'lineString:array' : 'polygon:array'],
      result,
      summary,
    },
    ([longitude, latitude, json]) => {
      const point = { longitude: num(longitude), latitude: num(latitude) };
      const shape = shapeOf(json, kind);
      return shape && isPoint(point) ? compute(shape, vectorOf(point)) : null;
    },
  );

const ofShape = (
  name: string,
  kind: Shape['kind'],
  result: ColumnType,
  summary: string,
  compute: (shape: Shape) => Cell | undefined,
): ScalarFunction =>
  rowFunction(
    { name, params: [kind === 'lines' ? 'lineString:array' : 'polygon:array'], result, summary },
    ([json]) => {
      const shape = shapeOf(json, kind);
      return shape ? compute(shape) : null;
    },
  );

const meeting = (
  name: string,
  params: readonly [NamedParameter, NamedParameter],
  kinds: readonly [Shape['kind'], Shape['kind']],
  summary: string,
): ScalarFunction =>
  rowFunction({ name, params, result: 'bool', summary }, (cells) => {
    const [left, right] = [shapeOf(cells[0], kinds[0]), shapeOf(cells[1], kinds[1])];
    return left && right ? geometry.get().meet(left, right) : null;
  });

/** What holds only for polygons that do not overlap. */
const apart = <T>(name: string, found: T | undefined): T => {
  if (found !== undefined) return found;
  throw new DataError(`${name}: polygons of one value that overlap or touch are not supported`);
};

const centroid = (name: string, kind: Shape['kind'], summary: string): ScalarFunction =>
  ofShape(name, kind, 'dynamic', summary, (shape) => pointJson(apart(name, geometry.get().centroidOf(shape))));

const area = 'geo_polygon_area';

export const shapeFunctions: readonly ScalarFunction[] = [
  ofPoint('geo_point_in_polygon', 'polygons', 'bool', 'Whether a point lies within a polygon.', (shape, point) =>
    geometry.get().contains(shape, point),
  ),
  ofPoint('geo_distance_point_to_line', 'lines', 'real', 'Metres from a point to a line.', (shape, point) =>
    geometry.get().distanceTo(shape, point),
  ),
  ofPoint(
    'geo_distance_point_to_polygon',
    'polygons',
    'real',
    'Metres from a point to a polygon, 0 within it.',
    (shape, point) => geometry.get().distanceTo(shape, point),
  ),
  ofPoint('geo_closest_point_on_line', 'lines', 'dynamic', 'Point of a line nearest to a point.', (shape, point) =>
    pointJson(pointOf(geometry.get().nearest(shape, point))),
  ),
  ofPoint(
    'geo_closest_point_on_polygon',
    'polygons',
    'dynamic',
    'Point of a polygon nearest to a point.',
    (shape, point) => pointJson(pointOf(geometry.get().nearest(shape, point))),
  ),
  ofShape('geo_line_length', 'lines', 'real', 'Metres of a line.', (shape) => geometry.get().lengthOfShape(shape)),
  ofShape('geo_polygon_perimeter', 'polygons', 'real', 'Metres around a polygon.', (shape) =>
    geometry.get().lengthOfShape(shape),
  ),
  ofShape(area, 'polygons', 'real', 'Square metres of a polygon.', (shape) =>
    shape.kind === 'polygons' ? apart(area, geometry.get().areaOf(shape.polygons)) : null,
  ),
  centroid('geo_line_centroid', 'lines', 'Middle of a line.'),
  centroid('geo_polygon_centroid', 'polygons', 'Middle of a polygon.'),
  meeting(
    'geo_intersects_2lines',
    ['lineString1:array', 'lineString2:array'],
    ['lines', 'lines'],
    'Whether two lines have a point in common.',
  ),
  meeting(
    'geo_intersects_2polygons',
    ['polygon1:array', 'polygon2:array'],
    ['polygons', 'polygons'],
    'Whether two polygons have a point in common.',
  ),
  meeting(
    'geo_intersects_line_with_polygon',
    ['lineString:array', 'polygon:array'],
    ['lines', 'polygons'],
    'Whether a line and a polygon have a point in common.',
  ),
];
