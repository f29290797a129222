import type { Json } from '../../vector';

/** Points on the Earth taken as a sphere, in degrees. */
export type Point = { readonly longitude: number; readonly latitude: number };
/** A place in space; of length 1 for a point on the sphere. */
export type Vector3 = readonly [x: number, y: number, z: number];

/** Mean radius of the Earth in metres, as the S2 library has it. */
export const earthRadius = 6_371_010;
const radian = Math.PI / 180;

/** Whether the degrees name a place on the Earth. */
export const isPoint = ({ longitude, latitude }: Point): boolean =>
  Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;

export const vectorOf = ({ longitude, latitude }: Point): Vector3 => {
  const scale = Math.cos(latitude * radian);
  return [scale * Math.cos(longitude * radian), scale * Math.sin(longitude * radian), Math.sin(latitude * radian)];
};

export const pointOf = ([x, y, z]: Vector3): Point => ({
  longitude: Math.atan2(y, x) / radian,
  latitude: Math.atan2(z, Math.hypot(x, y)) / radian,
});

/** A point as GeoJSON. */
export const pointJson = ({ longitude, latitude }: Point): Json => ({
  type: 'Point',
  coordinates: [longitude, latitude],
});

/** Metres between two points on the sphere (haversine). */
export const distance = (from: Point, to: Point): number => {
  const half = (angle: number): number => Math.sin((angle * radian) / 2) ** 2;
  const chord =
    half(to.latitude - from.latitude) +
    Math.cos(from.latitude * radian) * Math.cos(to.latitude * radian) * half(to.longitude - from.longitude);
  return 2 * earthRadius * Math.asin(Math.sqrt(Math.min(1, chord)));
};

/** Direction from one point to another, radians clockwise from north in [0, 2 pi). */
export const azimuth = (from: Point, to: Point): number => {
  const turn = (to.longitude - from.longitude) * radian;
  const [start, end] = [from.latitude * radian, to.latitude * radian];
  const angle = Math.atan2(
    Math.sin(turn) * Math.cos(end),
    Math.cos(start) * Math.sin(end) - Math.sin(start) * Math.cos(end) * Math.cos(turn),
  );
  return angle < 0 ? angle + 2 * Math.PI : angle;
};
