import type { Json } from '../../vector';
import { isArray, isBag } from '../dynamic-values';
import { earthRadius, isPoint, type Point, pointOf, type Vector3, vectorOf } from './sphere';
import {
  angle,
  type Arc,
  arcsMeet,
  arcsOf,
  cross,
  dot,
  distanceToArc,
  lengthOf,
  minus,
  nearestOnArc,
  same,
  scaled,
  sum,
  triangleMoment,
  unit,
} from './vectors';

/** Lines and polygons of GeoJSON on the sphere: edges are arcs of great circles. */

/** A closed ring without its last point, which is its first, counterclockwise around the smaller side. */
type Ring = readonly Vector3[];
type Polygon = { readonly shell: Ring; readonly holes: readonly Ring[] };
export type Shape =
  | { readonly kind: 'lines'; readonly lines: readonly (readonly Vector3[])[] }
  | { readonly kind: 'polygons'; readonly polygons: readonly Polygon[] };

const positions = (value: Json | undefined): readonly Vector3[] | undefined => {
  if (!isArray(value)) return undefined;
  const points: Vector3[] = [];
  for (const position of value) {
    if (!isArray(position)) return undefined;
    const [longitude, latitude] = position;
    if (typeof longitude !== 'number' || typeof latitude !== 'number') return undefined;
    if (!isPoint({ longitude, latitude })) return undefined;
    points.push(vectorOf({ longitude, latitude }));
  }
  return points;
};

const all = <T>(parts: readonly (T | undefined)[]): readonly T[] | undefined => {
  const found = parts.flatMap((part) => (part === undefined ? [] : [part]));
  return found.length === parts.length && found.length > 0 ? found : undefined;
};

const stays = (points: readonly Vector3[]): boolean => arcsOf(points).some(([from, to]) => same(from, to));

const lineOf = (value: Json | undefined): readonly Vector3[] | undefined => {
  const points = positions(value);
  return points && points.length > 1 && !stays(points) ? points : undefined;
};

export const arcsOfRing = (ring: Ring): readonly Arc[] => {
  const [first] = ring;
  return first ? arcsOf([...ring, first]) : [];
};

/** Adds up what the triangles between the first corner and each edge of a ring have. */
const overTriangles = <T>(ring: Ring, none: T, add: (total: T, origin: Vector3, edge: Arc) => T): T => {
  const [origin] = ring;
  return origin ? arcsOf(ring.slice(1)).reduce((total, edge) => add(total, origin, edge), none) : none;
};

/** Points to the middle of the side that lies to the left of a ring, as long as that is large. */
const momentOf = (ring: Ring): Vector3 =>
  overTriangles<Vector3>(ring, [0, 0, 0], (total, origin, [from, to]) => sum(total, triangleMoment(origin, from, to)));

/** Area to the left of a ring in steradians, negative where that is the larger side. */
const signedArea = (ring: Ring): number =>
  overTriangles(ring, 0, (total, origin, [from, to]) => {
    const height = dot(origin, cross(minus(from, origin), minus(to, origin)));
    return total + 2 * Math.atan2(height, 1 + dot(origin, from) + dot(from, to) + dot(to, origin));
  });

const crossesItself = (ring: Ring): boolean => {
  const arcs = arcsOfRing(ring);
  return arcs.some((arc, at) =>
    arcs.some((other, index) => {
      const apart = index - at;
      return apart > 1 && apart < arcs.length - 1 && arcsMeet(arc, other);
    }),
  );
};

/** Corners of a ring are compared in pairs, so rings are limited. */
const mostCorners = 4000;

const ringOf = (value: Json | undefined): Ring | undefined => {
  const points = positions(value);
  const [first] = points ?? [];
  const last = points?.at(-1);
  if (!points || !first || !last || points.length < 4 || points.length > mostCorners) return undefined;
  if (!same(first, last) || stays(points)) return undefined;
  const ring = points.slice(0, -1);
  if (crossesItself(ring)) return undefined;
  // Inverted as the S2 library does it: the last corner first.
  return signedArea(ring) < 0 ? ring.toReversed() : ring;
};

const polygonOf = (value: Json | undefined): Polygon | undefined => {
  if (!isArray(value)) return undefined;
  const [shell, ...holes] = all(value.map(ringOf)) ?? [];
  return shell && { shell, holes };
};

const parsed = (value: Json): Shape | undefined => {
  if (!isBag(value)) return undefined;
  const { type, coordinates } = value;
  const parts = isArray(coordinates) ? coordinates : [];
  switch (type) {
    case 'LineString':
    case 'MultiLineString': {
      const lines = all(type === 'LineString' ? [lineOf(coordinates)] : parts.map(lineOf));
      return lines && { kind: 'lines', lines };
    }
    case 'Polygon':
    case 'MultiPolygon': {
      const polygons = all(type === 'Polygon' ? [polygonOf(coordinates)] : parts.map(polygonOf));
      return polygons && { kind: 'polygons', polygons };
    }
    default:
      return undefined;
  }
};

/** A polygon that is a constant of a query is read once, not once a row. */
const shapes = new WeakMap<object, { readonly shape: Shape | undefined }>();

/** The shape of a GeoJSON value; undefined where it is none that is valid. */
export const shapeOf = (value: Json): Shape | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const known = shapes.get(value) ?? { shape: parsed(value) };
  shapes.set(value, known);
  return known.shape;
};

/** The middle of each ring, which every point is compared with. */
const middles = new WeakMap<Ring, Vector3>();

const middleOfRing = (ring: Ring): Vector3 => {
  const middle = middles.get(ring) ?? momentOf(ring);
  middles.set(ring, middle);
  return middle;
};

/** Whether a point lies to the left of a ring: the ring turns once around it. */
const inRing = (ring: Ring, point: Vector3): boolean => {
  // The ring turns around the point's antipode too.
  if (dot(point, middleOfRing(ring)) <= 0) return false;
  let turned = 0;
  let from = ring.at(-1);
  for (const to of ring) {
    if (from) turned += Math.atan2(dot(point, cross(from, to)), dot(from, to) - dot(from, point) * dot(to, point));
    from = to;
  }
  return Math.abs(turned) > Math.PI;
};

const inPolygon = ({ shell, holes }: Polygon, point: Vector3): boolean =>
  inRing(shell, point) && !holes.some((hole) => inRing(hole, point));

export const contains = (shape: Shape, point: Vector3): boolean =>
  shape.kind === 'polygons' && shape.polygons.some((polygon) => inPolygon(polygon, point));

const partsOf = (polygon: Polygon): readonly Ring[] => [polygon.shell, ...polygon.holes];

/** Rings of polygons as pairs of longitude and latitude, closed. */
export const ringsOf = (polygons: readonly Polygon[]): number[][][][] =>
  polygons.map((polygon) =>
    partsOf(polygon).map((ring) =>
      [...ring, ...ring.slice(0, 1)].map(pointOf).map(({ longitude, latitude }) => [longitude, latitude]),
    ),
  );

/** Edges of lines, or of the rings of polygons. */
export const edgesOf = (shape: Shape): readonly Arc[] =>
  shape.kind === 'lines' ? shape.lines.flatMap(arcsOf) : shape.polygons.flatMap(partsOf).flatMap(arcsOfRing);

/** Metres of all edges. */
export const lengthOfShape = (shape: Shape): number =>
  edgesOf(shape).reduce((total, [from, to]) => total + angle(from, to), 0) * earthRadius;

/** The point of a shape nearest to another; a point within a polygon is its own. */
export const nearest = (shape: Shape, point: Vector3): Vector3 => {
  if (contains(shape, point)) return point;
  let best: Vector3 = point;
  let least = Number.POSITIVE_INFINITY;
  for (const arc of edgesOf(shape)) {
    const found = nearestOnArc(arc, point);
    const distance = angle(found, point);
    if (distance >= least) continue;
    least = distance;
    best = found;
  }
  return best;
};

/** Metres from a point to a shape, 0 within a polygon. */
export const distanceTo = (shape: Shape, point: Vector3): number =>
  contains(shape, point)
    ? 0
    : edgesOf(shape).reduce((least, arc) => Math.min(least, distanceToArc(arc, point)), Math.PI) * earthRadius;

const cornersOf = (shape: Shape): readonly Vector3[] =>
  shape.kind === 'lines' ? shape.lines.flat() : shape.polygons.flatMap(partsOf).flat();

/** Whether two shapes have a point in common. */
export const meet = (left: Shape, right: Shape): boolean => {
  const edges = edgesOf(right);
  return (
    edgesOf(left).some((arc) => edges.some((other) => arcsMeet(arc, other))) ||
    cornersOf(right).some((corner) => contains(left, corner)) ||
    cornersOf(left).some((corner) => contains(right, corner))
  );
};

/** True where polygons of one shape overlap, so that areas must not be added. */
const overlap = (polygons: readonly Polygon[]): boolean =>
  polygons.some((polygon, at) =>
    polygons
      .slice(at + 1)
      .some((other) => meet({ kind: 'polygons', polygons: [polygon] }, { kind: 'polygons', polygons: [other] })),
  );

/** Square metres of polygons; undefined where some of them meet. */
export const areaOf = (polygons: readonly Polygon[]): number | undefined => {
  if (overlap(polygons)) return undefined;
  const ofPolygon = ({ shell, holes }: Polygon) =>
    signedArea(shell) - holes.reduce((total, hole) => total + signedArea(hole), 0);
  return polygons.reduce((total, polygon) => total + ofPolygon(polygon), 0) * earthRadius ** 2;
};

const middleOf = (total: Vector3): Point | undefined => (lengthOf(total) > 0 ? pointOf(unit(total)) : undefined);

/** The middle of lines by length, of polygons by area; undefined where polygons meet. */
export const centroidOf = (shape: Shape): Point | undefined => {
  if (shape.kind === 'lines') {
    return middleOf(
      edgesOf(shape).reduce<Vector3>(
        (total, [from, to]) => {
          const both = sum(from, to);
          const half = lengthOf(sum(from, scaled(to, -1))) / lengthOf(both);
          return sum(total, scaled(both, half));
        },
        [0, 0, 0],
      ),
    );
  }
  if (overlap(shape.polygons)) return undefined;
  return middleOf(
    shape.polygons.reduce<Vector3>(
      (total, { shell, holes }) => {
        const inside = holes.reduce((rest, hole) => sum(rest, scaled(momentOf(hole), -1)), momentOf(shell));
        return sum(total, inside);
      },
      [0, 0, 0],
    ),
  );
};
