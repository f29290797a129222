import { lazyPart } from '../../lazy-part';
import type { ScalarFunction } from '../../registry';
import type { ColumnType } from '../../schema';
import type { Json } from '../../vector';
import type { Cell } from '../read';
import { num, rowFunction, text } from '../row-function';
import { isPoint, pointJson } from './sphere';

/** H3 cells (h3geo.org): hexagons on the Earth, from level 0 to 15. */

const h3 = lazyPart(() => import('h3-js'));

const geometry = lazyPart(() => import('./shapes'));

const finestLevel = 15;
/** Most cells a function gives. */
const mostCells = 65_536;

/** A function of a cell; an invalid one gives null, an empty text where the result is one. */
const ofCell = (name: string, result: ColumnType, summary: string, compute: (cell: string) => Cell): ScalarFunction =>
  rowFunction({ name, params: ['h3cell:string'], result, summary }, ([cell]) =>
    h3.get().isValidCell(text(cell)) ? compute(text(cell)) : null,
  );

const withLevel = (
  name: string,
  result: ColumnType,
  summary: string,
  levelOf: (own: number) => number,
  compute: (cell: string, level: number, own: number) => Cell,
): ScalarFunction =>
  rowFunction(
    { name, params: ['h3cell:string', 'resolution:integer'], optional: 1, result, summary },
    ([cell, level]) => {
      const { isValidCell, getResolution } = h3.get();
      if (!isValidCell(text(cell))) return null;
      const own = getResolution(text(cell));
      const wanted = level === undefined ? levelOf(own) : num(level);
      return Number.isInteger(wanted) && wanted >= 0 && wanted <= finestLevel ? compute(text(cell), wanted, own) : null;
    },
  );

export const h3Functions: readonly ScalarFunction[] = [
  rowFunction(
    {
      name: 'geo_point_to_h3cell',
      params: ['longitude:number', 'latitude:number', 'resolution:integer'],
      optional: 1,
      result: 'string',
      summary: 'H3 cell of a point, of level 0 to 15.',
    },
    ([longitude, latitude, level = 6]) => {
      const point = { longitude: num(longitude), latitude: num(latitude) };
      const fits = isPoint(point) && num(level) >= 0 && num(level) <= finestLevel;
      return fits ? h3.get().latLngToCell(point.latitude, point.longitude, num(level)) : '';
    },
  ),
  ofCell('geo_h3cell_level', 'int', 'Level of an H3 cell.', (cell) => h3.get().getResolution(cell)),
  withLevel(
    'geo_h3cell_parent',
    'string',
    'Coarser H3 cell that holds a cell.',
    (own) => own - 1,
    (cell, level, own) => (level <= own ? h3.get().cellToParent(cell, level) : null),
  ),
  withLevel(
    'geo_h3cell_children',
    'dynamic',
    'Finer H3 cells within a cell.',
    (own) => own + 1,
    (cell, level, own) =>
      level >= own && 7 ** (level - own) <= mostCells ? h3.get().cellToChildren(cell, level) : null,
  ),
  ofCell('geo_h3cell_neighbors', 'dynamic', 'H3 cells around a cell.', (cell) => h3.get().gridDisk(cell, 1).slice(1)),
  rowFunction(
    {
      name: 'geo_h3cell_rings',
      params: ['h3cell:string', 'distance:integer'],
      result: 'dynamic',
      summary: 'H3 cells around a cell, ring by ring.',
    },
    ([cell, distance]) => {
      const { isValidCell, gridDiskDistances } = h3.get();
      const size = num(distance);
      const few = Number.isInteger(size) && size >= 0 && 3 * size * (size + 1) < mostCells;
      return few && isValidCell(text(cell)) ? gridDiskDistances(text(cell), size) : null;
    },
  ),
  ofCell('geo_h3cell_to_central_point', 'dynamic', 'Centre of an H3 cell.', (cell) => {
    const [latitude, longitude] = h3.get().cellToLatLng(cell);
    return pointJson({ longitude, latitude });
  }),
  rowFunction(
    {
      name: 'geo_polygon_to_h3cells',
      params: ['polygon:array', 'resolution:integer'],
      optional: 1,
      result: 'dynamic',
      summary: 'H3 cells whose centres lie in a polygon.',
    },
    ([json, level = 6]) => {
      const { shapeOf, areaOf, ringsOf } = geometry.get();
      const value = typeof json === 'bigint' ? null : (json ?? null);
      const shape = shapeOf(value);
      if (shape?.kind !== 'polygons' || num(level) < 0 || num(level) > finestLevel) return null;
      const area = shape.polygons.reduce((total, polygon) => total + (areaOf([polygon]) ?? 0), 0);
      const { getHexagonAreaAvg, polygonToCells, UNITS } = h3.get();
      if (area / getHexagonAreaAvg(num(level), UNITS.m2) > mostCells) return null;
      return [...new Set(ringsOf(shape.polygons).flatMap((rings) => polygonToCells(rings, num(level), true)))];
    },
  ),
  ofCell('geo_h3cell_to_polygon', 'dynamic', 'Area of an H3 cell.', (cell): Json => {
    const ring = h3.get().cellToBoundary(cell, true);
    return { type: 'Polygon', coordinates: [ring] };
  }),
];
