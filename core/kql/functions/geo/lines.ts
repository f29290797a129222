import type { Json } from '../../vector';
import { isBag } from '../dynamic-values';
import type { Cell } from '../read';
import { isPoint, type Point, pointOf, type Vector3, vectorOf } from './sphere';
import { angle, arcsOf, cross, dot, minus, scaled, sum, unit } from './vectors';

/** Lines of arcs of great circles. */

const positionOf = (value: Json): Point | undefined => {
  if (!Array.isArray(value) || typeof value[0] !== 'number' || typeof value[1] !== 'number') return undefined;
  const point = { longitude: value[0], latitude: value[1] };
  return isPoint(point) ? point : undefined;
};

/** Corners of a GeoJSON LineString; undefined where it is none, or stands still. */
export const lineOf = (value: Cell | undefined): readonly Vector3[] | undefined => {
  if (!isBag(value) || value['type'] !== 'LineString' || !Array.isArray(value['coordinates'])) return undefined;
  const points = value['coordinates'].map(positionOf);
  const vectors = points.flatMap((point) => (point ? [vectorOf(point)] : []));
  return vectors.length === points.length && vectors.length > 1 && lengthOfLine(vectors) > 0 ? vectors : undefined;
};

/** The arcs of a line with their lengths in radians. */
const arcs = (line: readonly Vector3[]): readonly (readonly [from: Vector3, to: Vector3, length: number])[] =>
  arcsOf(line).map(([from, to]) => [from, to, angle(from, to)]);

const lengthOfLine = (line: readonly Vector3[]): number => arcs(line).reduce((sum, [, , length]) => sum + length, 0);

/** The point a share of the way along a line. */
export const interpolate = (line: readonly Vector3[], fraction: number): Point => {
  let rest = lengthOfLine(line) * fraction;
  for (const [from, to, length] of arcs(line)) {
    if (rest <= length && length > 0) {
      const sine = Math.sin(length);
      return pointOf(sum(scaled(from, Math.sin(length - rest) / sine), scaled(to, Math.sin(rest) / sine)));
    }
    rest -= length;
  }
  return pointOf(line.at(-1) ?? [1, 0, 0]);
};

/** Share of the way along a line to the place nearest to a point. */
export const locate = (line: readonly Vector3[], point: Point): number => {
  const target = vectorOf(point);
  let passed = 0;
  let best = { distance: Number.POSITIVE_INFINITY, along: 0 };
  for (const [from, to, length] of arcs(line)) {
    const candidates = [
      { distance: angle(from, target), along: passed },
      { distance: angle(to, target), along: passed + length },
    ];
    if (length > 0) {
      const normal = unit(cross(from, to));
      const foot = unit(minus(target, scaled(normal, dot(target, normal))));
      // The foot of the perpendicular counts where it lies on the arc.
      if (angle(from, foot) + angle(foot, to) <= length + 1e-12) {
        candidates.push({ distance: angle(foot, target), along: passed + angle(from, foot) });
      }
    }
    for (const candidate of candidates) if (candidate.distance < best.distance) best = candidate;
    passed += length;
  }
  return best.along / passed;
};
