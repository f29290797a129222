import type { Json } from '../../vector';

/** Geometry in well-known text (OGC 06-103r4, two dimensions) as GeoJSON; null where it is none. */
const kinds: Readonly<Record<string, readonly [type: string, depth: number]>> = {
  POINT: ['Point', 0],
  LINESTRING: ['LineString', 1],
  POLYGON: ['Polygon', 2],
  MULTIPOINT: ['MultiPoint', 1],
  MULTILINESTRING: ['MultiLineString', 2],
  MULTIPOLYGON: ['MultiPolygon', 3],
};

class Malformed extends Error {}

export const geoJsonOfWkt = (source: string): Json => {
  const tokens = source.match(/[A-Za-z]+|[(),]|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|\S/g) ?? [];
  let at = 0;
  const expect = (symbol: string): void => {
    if (tokens[at++] !== symbol) throw new Malformed();
  };
  const list = (item: () => Json): Json[] => {
    expect('(');
    const items = [item()];
    while (tokens[at] === ',') {
      at++;
      items.push(item());
    }
    expect(')');
    return items;
  };
  const position = (): Json => {
    const numbers = [Number(tokens[at++] ?? 'none'), Number(tokens[at++] ?? 'none')];
    if (numbers.some(Number.isNaN)) throw new Malformed();
    return numbers;
  };
  /** A position of MULTIPOINT may stand in parentheses of its own. */
  const bracketed = (): Json => (tokens[at] === '(' ? (list(position)[0] ?? null) : position());
  const nested = (depth: number): Json => (depth === 1 ? list(position) : list(() => nested(depth - 1)));
  const geometry = (depth: number): Json => {
    const word = (tokens[at++] ?? '').toUpperCase();
    if (word === 'GEOMETRYCOLLECTION' && depth < 20) {
      return { type: 'GeometryCollection', geometries: list(() => geometry(depth + 1)) };
    }
    const kind = Object.hasOwn(kinds, word) ? kinds[word] : undefined;
    if (!kind) throw new Malformed();
    const [type, levels] = kind;
    const coordinates =
      type === 'Point' ? (list(position)[0] ?? null) : type === 'MultiPoint' ? list(bracketed) : nested(levels);
    return { type, coordinates };
  };
  try {
    const result = geometry(0);
    return at === tokens.length ? result : null;
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
};
