import type { Vector3 } from './sphere';

/** Arithmetic on points of the unit sphere. */

export const dot = ([a, b, c]: Vector3, [x, y, z]: Vector3): number => a * x + b * y + c * z;
export const cross = ([a, b, c]: Vector3, [x, y, z]: Vector3): Vector3 => [b * z - c * y, c * x - a * z, a * y - b * x];
export const lengthOf = (vector: Vector3): number => Math.sqrt(dot(vector, vector));
export const scaled = ([x, y, z]: Vector3, by: number): Vector3 => [x * by, y * by, z * by];
export const sum = ([a, b, c]: Vector3, [x, y, z]: Vector3): Vector3 => [a + x, b + y, c + z];
export const minus = ([a, b, c]: Vector3, [x, y, z]: Vector3): Vector3 => [a - x, b - y, c - z];
export const unit = (vector: Vector3): Vector3 => scaled(vector, 1 / lengthOf(vector));
/** Straight distance between two points. */
const chord = ([a, b, c]: Vector3, [x, y, z]: Vector3): number => Math.hypot(a - x, b - y, c - z);
/** Radians between two points. */
export const angle = (from: Vector3, to: Vector3): number => Math.atan2(lengthOf(cross(from, to)), dot(from, to));
export const same = ([a, b, c]: Vector3, [x, y, z]: Vector3): boolean => a === x && b === y && c === z;

/** An arc of a great circle, the shorter way. */
export type Arc = readonly [from: Vector3, to: Vector3];

/** Arcs between consecutive points. */
export const arcsOf = (line: readonly Vector3[]): readonly Arc[] =>
  line.slice(1).flatMap((to, at): readonly Arc[] => {
    const from = line[at];
    return from ? [[from, to]] : [];
  });

/** Radians between an arc and a point: from the square of the chord, which keeps short distances exact. */
export const distanceToArc = ([from, to]: Arc, point: Vector3): number => {
  const normal = cross(from, to);
  const ahead = cross(normal, point);
  const between = dot(minus(from, point), ahead) < 0 && dot(minus(to, point), ahead) > 0;
  const square = dot(normal, normal);
  if (!between || square === 0) return 2 * Math.asin(Math.min(1, Math.min(chord(from, point), chord(to, point)) / 2));
  const height = dot(point, normal);
  const along = 1 - Math.sqrt(dot(ahead, ahead) / square);
  return 2 * Math.asin(Math.min(1, Math.sqrt(height ** 2 / square + along ** 2) / 2));
};

const stretch = (side: number): number => (side === 0 ? 1 : side / Math.sin(side));

/** The integral of position over a triangle, which points to its middle; negative for a clockwise one. */
export const triangleMoment = (a: Vector3, b: Vector3, c: Vector3): Vector3 => {
  const ra = stretch(angle(b, c));
  const r: Vector3 = [ra, stretch(angle(c, a)) - ra, stretch(angle(a, b)) - ra];
  // Differences of the corners keep small triangles exact.
  const [x, y, z] = [0, 1, 2].map((axis): Vector3 => {
    const of = (corner: Vector3) => corner[axis] ?? 0;
    return [of(a), of(b) - of(a), of(c) - of(a)];
  });
  if (!x || !y || !z) return [0, 0, 0];
  return scaled([dot(cross(y, z), r), dot(cross(z, x), r), dot(cross(x, y), r)], 0.5);
};

/** The point of an arc nearest to another point. */
export const nearestOnArc = ([from, to]: Arc, point: Vector3): Vector3 => {
  const nearer = dot(from, point) >= dot(to, point) ? from : to;
  const normal = cross(from, to);
  const size = lengthOf(normal);
  if (size === 0) return nearer;
  const height = dot(point, normal) / size ** 2;
  const foot = sum(point, scaled(normal, -height));
  // The foot of the perpendicular counts where it lies between the ends.
  const between = dot(cross(from, foot), normal) >= 0 && dot(cross(foot, to), normal) >= 0;
  return between && lengthOf(foot) > 0 ? unit(foot) : nearer;
};

/** Closer than this, two points are one: a hundredth of a micrometre. */
const touching = 1e-15;

/** Whether two arcs have a point in common, their ends counted. */
export const arcsMeet = (left: Arc, right: Arc): boolean => {
  const [a, b] = left;
  const [c, d] = right;
  // Most pairs lie too far apart.
  if (chord(a, c) > chord(a, b) + chord(c, d) + touching) return false;
  const normal = cross(a, b);
  const otherNormal = cross(c, d);
  const [sideC, sideD] = [dot(normal, c), dot(normal, d)];
  const [sideA, sideB] = [dot(otherNormal, a), dot(otherNormal, b)];
  if (sideC * sideD < 0 && sideA * sideB < 0 && sideC * sideA < 0) return true;
  const near = (arc: Arc, point: Vector3) => angle(nearestOnArc(arc, point), point) <= touching;
  return near(left, c) || near(left, d) || near(right, a) || near(right, b);
};
