import * as z from 'zod/mini';
import type { Json } from '../kql/vector';

/** Any JSON value, as it comes from `JSON.parse`: only `undefined` is refused, nothing below is walked. */
export const json = z.custom<Json>((value) => value !== undefined, 'A JSON value is expected.');

/** Free-form properties, kept verbatim. */
export const jsonObject = z.record(z.string(), json);
export type JsonObject = z.infer<typeof jsonObject>;

/** Whether a JSON value is an object (not null, not an array). */
export const isJsonObject = (value: unknown): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
