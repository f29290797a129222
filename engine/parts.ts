import type { Directory } from './directory';
import type { Store } from './store';

/** What handlers are made of, besides the call itself. */
export type EngineParts = {
  readonly store: Store;
  readonly directory: Directory;
  /** Arrival time of rows received at `now` (ms): microseconds, later than every one given out before. */
  readonly arrival: (now: number) => number;
};
