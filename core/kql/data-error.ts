/** A query that is well formed but cannot go on with the values it met: the message says why, to who wrote it. */
export class DataError extends Error {
  override readonly name = 'DataError';
}
