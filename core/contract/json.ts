import * as z from 'zod/mini';
import type { Json } from '../kql/vector';

/** Any JSON value, as it comes from `JSON.parse`: only `undefined` is refused, nothing below is walked. */
export const json = z.custom<Json>((value) => value !== undefined, 'A JSON value is expected.');

/** Free-form properties, kept verbatim. */
export const jsonObject = z.record(z.string(), json);
export type JsonObject = z.infer<typeof jsonObject>;
