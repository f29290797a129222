import type { Json } from '../kql/vector';

/** Whether a JSON value is an object (not null, not an array). Apart from the schemas: the demo's first script needs no more. */
export const isJsonObject = (value: unknown): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
