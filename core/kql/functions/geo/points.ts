import { lazyPart } from '../../lazy-part';
import type { ScalarFunction } from '../../registry';
import type { Json } from '../../vector';
import type { NamedParameter } from '../define';
import { type Cell } from '../read';
import { num, rowFunction, text } from '../row-function';
import { azimuth, distance, isPoint, type Point, pointJson } from './sphere';

/** Points and cells on the Earth. Longitude comes first everywhere. */

const lines = lazyPart(() => import('./lines'));
const geohash = lazyPart(() => import('./geohash'));
const s2 = lazyPart(() => import('./s2-cells'));
const wkt = lazyPart(() => import('./wkt'));

/** Points of pairs of numbers; undefined where one is none on the Earth. */
const pointsOf = (cells: readonly Cell[]): readonly Point[] | undefined => {
  const points: Point[] = [];
  for (let at = 0; at + 1 < cells.length; at += 2)
    points.push({ longitude: num(cells[at]), latitude: num(cells[at + 1]) });
  return points.every(isPoint) ? points : undefined;
};

const samePoint = (left: Point, right: Point): boolean =>
  left.longitude === right.longitude && left.latitude === right.latitude;

const ring = (points: readonly Point[]): Json => {
  const [first] = points;
  const closed = first ? [...points, first] : points;
  return { type: 'Polygon', coordinates: [closed.map(({ longitude, latitude }): Json => [longitude, latitude])] };
};

const pair: readonly NamedParameter[] = [
  'p1_longitude:number',
  'p1_latitude:number',
  'p2_longitude:number',
  'p2_latitude:number',
];

const ofCell = (name: string, cell: string, summary: string, compute: (token: string) => Json): ScalarFunction =>
  rowFunction({ name, params: [`${cell}:string`], result: 'dynamic', summary }, ([token]) => compute(text(token)));

const cellOf = (
  name: string,
  defaultSize: number,
  summary: string,
  compute: (point: Point, size: number) => string | undefined,
): ScalarFunction =>
  rowFunction(
    { name, params: ['longitude:number', 'latitude:number', 'size:integer'], optional: 1, result: 'string', summary },
    ([longitude, latitude, size]) => {
      const [point] = pointsOf([longitude ?? null, latitude ?? null]) ?? [];
      return point ? (compute(point, size === undefined ? defaultSize : num(size)) ?? '') : '';
    },
  );

export const geographyFunctions: readonly ScalarFunction[] = [
  rowFunction(
    { name: 'geo_distance_2points', params: pair, result: 'real', summary: 'Metres between two points.' },
    (cells) => {
      const [from, to] = pointsOf(cells) ?? [];
      return from && to ? distance(from, to) : null;
    },
  ),
  rowFunction(
    {
      name: 'geo_point_in_circle',
      params: [
        'p_longitude:number',
        'p_latitude:number',
        'pc_longitude:number',
        'pc_latitude:number',
        'c_radius:number',
      ],
      result: 'bool',
      summary: 'Whether a point lies within a distance in metres of another.',
    },
    (cells) => {
      const [point, center] = pointsOf(cells) ?? [];
      const radius = num(cells[4]);
      return point && center && radius >= 0 ? distance(point, center) <= radius : null;
    },
  ),
  rowFunction(
    {
      name: 'geo_azimuth',
      params: pair,
      result: 'real',
      summary: 'Direction to another point, radians clockwise from north.',
    },
    (cells) => {
      const [from, to] = pointsOf(cells) ?? [];
      return from && to && !samePoint(from, to) ? azimuth(from, to) : null;
    },
  ),
  rowFunction(
    {
      name: 'geo_angle',
      params: [...pair, 'p3_longitude:number', 'p3_latitude:number'],
      result: 'real',
      summary: 'Clockwise angle at the second of three points, radians.',
    },
    (cells) => {
      const [first, middle, last] = pointsOf(cells) ?? [];
      if (!first || !middle || !last || samePoint(first, middle) || samePoint(middle, last)) return null;
      const angle = azimuth(middle, last) - azimuth(middle, first);
      return angle < 0 ? angle + 2 * Math.PI : angle;
    },
  ),
  rowFunction(
    { name: 'geo_from_wkt', params: ['wkt:string'], result: 'dynamic', summary: 'GeoJSON of well-known text.' },
    ([source]) => wkt.get().geoJsonOfWkt(text(source)),
  ),
  rowFunction(
    {
      name: 'geo_line_interpolate_point',
      params: ['line:array', 'fraction:number'],
      result: 'dynamic',
      summary: 'Point a share of the way along a line.',
    },
    ([source, fraction]) => {
      const line = lines.get().lineOf(source);
      return line && num(fraction) >= 0 && num(fraction) <= 1
        ? pointJson(lines.get().interpolate(line, num(fraction)))
        : null;
    },
  ),
  rowFunction(
    {
      name: 'geo_line_locate_point',
      params: ['line:array', 'longitude:number', 'latitude:number'],
      result: 'real',
      summary: 'Share of the way along a line to the place nearest to a point.',
    },
    ([source, ...cells]) => {
      const line = lines.get().lineOf(source);
      const [point] = pointsOf(cells) ?? [];
      return line && point ? lines.get().locate(line, point) : null;
    },
  ),
  cellOf('geo_point_to_geohash', 5, 'Geohash of a point, of 1 to 18 characters.', (point, size) =>
    geohash.get().geohashOf(point.longitude, point.latitude, size),
  ),
  ofCell('geo_geohash_to_central_point', 'geohash', 'Centre of a geohash.', (hash) => {
    const box = geohash.get().geohashBox(hash);
    return box ? pointJson({ longitude: (box.west + box.east) / 2, latitude: (box.south + box.north) / 2 }) : null;
  }),
  ofCell('geo_geohash_to_polygon', 'geohash', 'Area of a geohash.', (hash) => {
    const box = geohash.get().geohashBox(hash);
    if (!box) return null;
    const { west, south, east, north } = box;
    return ring([
      { longitude: west, latitude: south },
      { longitude: east, latitude: south },
      { longitude: east, latitude: north },
      { longitude: west, latitude: north },
    ]);
  }),
  ofCell('geo_geohash_neighbors', 'geohash', 'Geohashes around a geohash.', (hash) => {
    const found = geohash.get().geohashNeighbors(hash);
    return found ? [...found] : null;
  }),
  cellOf('geo_point_to_s2cell', 11, 'S2 cell of a point, of level 0 to 30.', (point, size) =>
    s2.get().s2Token(point, size),
  ),
  ofCell('geo_s2cell_to_central_point', 's2cell', 'Centre of an S2 cell.', (token) => {
    const center = s2.get().s2Center(token);
    return center ? pointJson(center) : null;
  }),
  ofCell('geo_s2cell_to_polygon', 's2cell', 'Area of an S2 cell.', (token) => {
    const corners = s2.get().s2Corners(token);
    return corners ? ring(corners) : null;
  }),
  ofCell('geo_s2cell_neighbors', 's2cell', 'S2 cells around an S2 cell.', (token) => {
    const found = s2.get().s2Neighbors(token);
    return found ? [...found] : null;
  }),
];
