import { type Point, pointOf, type Vector3, vectorOf } from './sphere';

/** S2 cells (s2geometry.io): squares on the faces of a cube around the Earth, numbered along a Hilbert curve. */
const maxLevel = 30;
const maxSize = 2 ** maxLevel;

/** Position on the curve of a quadrant, by orientation (1 swapped axes, 2 inverted); and the orientation inside it. */
const quadrantPosition = [
  [0, 1, 3, 2],
  [0, 3, 1, 2],
  [2, 3, 1, 0],
  [2, 1, 3, 0],
] as const;
const positionQuadrant = [
  [0, 1, 3, 2],
  [0, 2, 3, 1],
  [3, 2, 0, 1],
  [3, 1, 0, 2],
] as const;
const positionOrientation = [1, 0, 0, 3] as const;

type Cell = { readonly face: number; readonly i: number; readonly j: number; readonly level: number };

const toUv = (st: number): number => (st >= 0.5 ? (4 * st * st - 1) / 3 : (1 - 4 * (1 - st) * (1 - st)) / 3);
const toSt = (uv: number): number => (uv >= 0 ? Math.sqrt(1 + 3 * uv) / 2 : 1 - Math.sqrt(1 - 3 * uv) / 2);

const faceVector = (face: number, u: number, v: number): Vector3 => {
  const vectors: readonly Vector3[] = [
    [1, u, v],
    [-u, 1, v],
    [-u, -v, 1],
    [-1, -v, -u],
    [v, -1, -u],
    [v, u, -1],
  ];
  return vectors[face] ?? [1, u, v];
};

const faceUv = ([x, y, z]: Vector3): readonly [face: number, u: number, v: number] => {
  const sizes = [Math.abs(x), Math.abs(y), Math.abs(z)];
  const axis = sizes.indexOf(Math.max(...sizes));
  const positive = ([x, y, z][axis] ?? 0) >= 0;
  if (axis === 0) return positive ? [0, y / x, z / x] : [3, z / x, y / x];
  if (axis === 1) return positive ? [1, -x / y, z / y] : [4, z / y, -x / y];
  return positive ? [2, -x / z, -y / z] : [5, -y / z, -x / z];
};

const clamp = (value: number): number => Math.min(maxSize - 1, Math.max(0, Math.floor(value)));

const leafOf = (vector: Vector3): { face: number; i: number; j: number } => {
  const [face, u, v] = faceUv(vector);
  return { face, i: clamp(toSt(u) * maxSize), j: clamp(toSt(v) * maxSize) };
};

/** Hexadecimal token of a cell, without trailing zeros. */
const tokenOf = ({ face, i, j, level }: Cell): string => {
  let id = BigInt(face);
  let orientation = face & 1;
  for (let bit = maxLevel - 1; bit >= maxLevel - level; bit--) {
    const quadrant = ((Math.floor(i / 2 ** bit) & 1) << 1) | (Math.floor(j / 2 ** bit) & 1);
    const position = quadrantPosition[orientation]?.[quadrant] ?? 0;
    id = (id << 2n) | BigInt(position);
    orientation ^= positionOrientation[position] ?? 0;
  }
  const full = ((id << 1n) | 1n) << BigInt(2 * (maxLevel - level));
  return full.toString(16).padStart(16, '0').replace(/0+$/, '');
};

const cellOf = (token: string): Cell | undefined => {
  if (!/^[0-9a-f]{1,16}$/i.test(token)) return undefined;
  const id = BigInt(`0x${token.padEnd(16, '0')}`);
  const face = Number(id >> 61n);
  if (id === 0n || face > 5) return undefined;
  let zeros = 0;
  for (let rest = id; (rest & 1n) === 0n; rest >>= 1n) zeros++;
  if (zeros % 2 === 1 || zeros > 60) return undefined;
  const level = maxLevel - zeros / 2;
  let orientation = face & 1;
  let i = 0;
  let j = 0;
  for (let step = 0; step < level; step++) {
    const position = Number((id >> BigInt(59 - 2 * step)) & 3n);
    const quadrant = positionQuadrant[orientation]?.[position] ?? 0;
    i = i * 2 + (quadrant >> 1);
    j = j * 2 + (quadrant & 1);
    orientation ^= positionOrientation[position] ?? 0;
  }
  const size = 2 ** (maxLevel - level);
  return { face, i: i * size, j: j * size, level };
};

const at = (face: number, s: number, t: number): Vector3 => faceVector(face, toUv(s), toUv(t));

/** Token of the cell of a level (0 to 30) that holds a point. */
export const s2Token = (point: Point, level: number): string | undefined => {
  if (!Number.isInteger(level) || level < 0 || level > maxLevel) return undefined;
  return tokenOf({ ...leafOf(vectorOf(point)), level });
};

/** Centre of a cell; undefined where the token names none. */
export const s2Center = (token: string): Point | undefined => {
  const cell = cellOf(token);
  if (!cell) return undefined;
  const half = 2 ** (maxLevel - cell.level) / 2;
  return pointOf(at(cell.face, (cell.i + half) / maxSize, (cell.j + half) / maxSize));
};

/** The four corners of a cell, in order. */
export const s2Corners = (token: string): readonly Point[] | undefined => {
  const cell = cellOf(token);
  if (!cell) return undefined;
  const size = 2 ** (maxLevel - cell.level);
  return [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ].map(([x = 0, y = 0]) => pointOf(at(cell.face, (cell.i + x * size) / maxSize, (cell.j + y * size) / maxSize)));
};

/** Token of the cell around a place that may lie beyond the edge of a face. */
const wrapped = (face: number, i: number, j: number, level: number): string => {
  const half = 0.5;
  if (i >= 0 && j >= 0 && i < maxSize && j < maxSize) return tokenOf({ face, i, j, level });
  // Just past the edge, in the plane of the face, which projects onto the face next to it.
  const uv = (place: number): number => {
    const edge = 1 + 2 ** -50;
    return Math.min(edge, Math.max(-edge, (2 * (Math.min(maxSize, Math.max(-1, place)) + half)) / maxSize - 1));
  };
  const [nextFace, u, v] = faceUv(faceVector(face, uv(i), uv(j)));
  return tokenOf({ face: nextFace, i: clamp(((u + 1) / 2) * maxSize), j: clamp(((v + 1) / 2) * maxSize), level });
};

/** Cells of the same level that share an edge or a corner. */
export const s2Neighbors = (token: string): readonly string[] | undefined => {
  const cell = cellOf(token);
  if (!cell) return undefined;
  const { face, i, j, level } = cell;
  const size = 2 ** (maxLevel - level);
  // Kusto promises no order; this is one that it gives.
  const places = [
    [1, 1],
    [1, 0],
    [-1, 0],
    [0, -1],
    [-1, 1],
    [1, -1],
    [0, 1],
    [-1, -1],
  ] as const;
  const tokens = places.map(([x, y]) => wrapped(face, i + x * size, j + y * size, level));
  return [...new Set(tokens)].filter((neighbor) => neighbor !== token.toLowerCase());
};
