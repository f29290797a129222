import { parseDatetime } from '../kql/datetime';
import { parseIsoDuration } from './iso-duration';

/** Half-open range [from, to) in microseconds since 1970, UTC; an absent side is open. */
export type Interval = { readonly from?: number; readonly to?: number };

export type ParsedInterval =
  | { readonly ok: true; readonly interval: Interval }
  | { readonly ok: false; readonly message: string };

const parseMoment = (text: string): number | undefined =>
  /^\d{4}-\d{2}-\d{2}/.test(text.trim()) ? parseDatetime(text) : undefined;

/**
 * Reads the `timespan` of a query: a duration (the last 7 days: `P7D`), `start/end`, `start/duration` or `duration/end`.
 * Times without a zone are UTC. `now` is in microseconds. A duration alone reaches to now and includes it.
 */
export const parseIsoInterval = (text: string, now: number): ParsedInterval => {
  const fail = (reason: string): ParsedInterval => ({
    ok: false,
    message: `The timespan '${text}' is not valid: ${reason}.`,
  });
  const [first = '', second, ...rest] = text.trim().split('/');
  if (rest.length > 0) return fail('it has more than one "/"');
  if (second === undefined) {
    const duration = parseIsoDuration(first);
    if (duration !== undefined) return { ok: true, interval: { from: now - duration, to: now + 1 } };
    return fail('expected an ISO 8601 duration such as P7D or an interval such as start/end');
  }
  const [startLength, endLength] = [parseIsoDuration(first), parseIsoDuration(second)];
  const [start, end] = [parseMoment(first), parseMoment(second)];
  if (startLength !== undefined && endLength !== undefined) return fail('both sides are durations');
  const from = start ?? (end !== undefined && startLength !== undefined ? end - startLength : undefined);
  const to = end ?? (start !== undefined && endLength !== undefined ? start + endLength : undefined);
  if (from === undefined) return fail(`'${first}' is neither a time nor a duration`);
  if (to === undefined) return fail(`'${second}' is neither a time nor a duration`);
  if (from > to) return fail('it ends before it starts');
  return { ok: true, interval: { from, to } };
};

const tighter = (pick: (...values: number[]) => number, a: number | undefined, b: number | undefined) =>
  a === undefined ? b : b === undefined ? a : pick(a, b);

/** What lies in both ranges; an empty range where nothing does. */
export const intersectIntervals = (a: Interval, b: Interval): Interval => {
  const from = tighter(Math.max, a.from, b.from);
  const to = tighter(Math.min, a.to, b.to);
  return from !== undefined && to !== undefined && from > to ? { from, to: from } : { from, to };
};
