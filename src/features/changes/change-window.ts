import type { ErrorText } from '../../api/errors';
import { type Bucket, type Segment, cutSegments, segmentIndexAt } from './segments';

export type Page<R> = { readonly rows: readonly R[]; readonly partial?: ErrorText };

/** Where a window gets what it lacks. Both reject with the API's error; an aborted signal makes the answer unwanted. */
export type WindowSource<R> = {
  readonly page: (segment: Segment, signal: AbortSignal) => Promise<Page<R>>;
  /** Rows per time bucket inside a span that is too full to be sliced. */
  readonly buckets: (segment: Segment, signal: AbortSignal) => Promise<readonly Bucket[]>;
};

/** Pages kept in memory: about ten screens each way, whatever the length of the list. */
const keptPages = 24;

/** Rows beyond the view that are asked for before the reader gets there: half a second of fast scrolling. */
const ahead = 150;

const spanKey = (segment: Segment) => `${segment.from} ${segment.to} ${segment.skip}`;

/**
 * A list that knows its length and holds only the pages around what is in view. `want` says what is in view: missing pages are asked
 * for, requests for pages that left the view are aborted. Row numbers count from the newest row.
 */
export class ChangeWindow<R> {
  readonly total: number;
  #segments: readonly Segment[];
  #source: WindowSource<R>;
  #pages = new Map<string, Page<R>>();
  #running = new Map<string, AbortController>();
  #failed = new Map<string, unknown>();
  #wanted: readonly [first: number, last: number] = [0, -1];
  #goesUp = false;
  #version = 0;
  #listeners = new Set<() => void>();

  /** `segments`: how the list is cut into pages, where it is not in the order of time. */
  constructor(buckets: readonly Bucket[], source: WindowSource<R>, segments = cutSegments(buckets)) {
    this.#segments = segments;
    this.#source = source;
    this.total = buckets.reduce((sum, bucket) => sum + bucket.count, 0);
  }

  /** Grows with every change of what `rowAt`, `error` or `partial` answer. For useSyncExternalStore. */
  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** The row, or undefined while its page is not there. */
  rowAt(index: number): R | undefined {
    const segment = this.#segments[segmentIndexAt(this.#segments, index)];
    return segment && this.#pages.get(spanKey(segment))?.rows[index - segment.start];
  }

  /** Number of a row that is in memory; -1 otherwise. */
  findLoaded(match: (row: R) => boolean): number {
    for (const segment of this.#segments) {
      const at = this.#pages.get(spanKey(segment))?.rows.findIndex(match) ?? -1;
      if (at >= 0) return segment.start + at;
    }
    return -1;
  }

  /** Numbers of the rows that may lie at a time (microseconds): `[first, last]`, or undefined when none can. */
  spanAt(time: number): readonly [number, number] | undefined {
    const found = this.#segments.filter((segment) => segment.from <= time && time < segment.to);
    const first = found[0];
    const last = found.at(-1);
    return first && last && [first.start, last.start + last.count - 1];
  }

  /** Why a page in view is missing. */
  get error(): unknown {
    return this.#failed.values().next().value;
  }

  /** Set when the engine cut a page in memory short. */
  get partial(): ErrorText | undefined {
    for (const page of this.#pages.values()) if (page.partial) return page.partial;
    return undefined;
  }

  /** Says which rows are in view, both ends included. */
  want(first: number, last: number): void {
    // The same rows again, because a page came: the reader goes on the way he went.
    if (first !== this.#wanted[0]) this.#goesUp = first < this.#wanted[0];
    this.#wanted = [first, last];
    const inView = this.#within(first, last);
    const next = this.#goesUp ? this.#within(first - ahead, first) : this.#within(last, last + ahead);
    const keys = new Set([...inView, ...next].map(spanKey));
    for (const [key, controller] of this.#running) {
      if (keys.has(key)) continue;
      controller.abort();
      this.#running.delete(key);
    }
    for (const segment of inView) this.#load(segment);
    if (inView.every((segment) => this.#pages.has(spanKey(segment))))
      for (const segment of next) if (segment.kind !== 'coarse') this.#load(segment);
  }

  /** Asks again for what failed. */
  retry(): void {
    this.#failed.clear();
    this.#changed();
    this.want(...this.#wanted);
  }

  /** Puts a page there that came with the histogram, so that the first paint has rows. */
  preload(page: Page<R>): void {
    const first = this.#segments[0];
    if (first && first.kind !== 'coarse' && page.rows.length >= first.count) this.#pages.set(spanKey(first), page);
  }

  /** Aborts everything under way. */
  dispose(): void {
    for (const controller of this.#running.values()) controller.abort();
    this.#running.clear();
  }

  #within(first: number, last: number): readonly Segment[] {
    if (last < first || this.total === 0) return [];
    const from = segmentIndexAt(this.#segments, Math.max(0, first));
    const to = segmentIndexAt(this.#segments, Math.min(this.total - 1, last));
    return from < 0 || to < 0 ? [] : this.#segments.slice(from, to + 1);
  }

  #load(segment: Segment): void {
    const key = spanKey(segment);
    const known = this.#pages.get(key);
    if (known) {
      // Re-inserted, so that the map's order is "least lately seen first".
      this.#pages.delete(key);
      this.#pages.set(key, known);
      return;
    }
    if (this.#running.has(key) || this.#failed.has(key)) return;
    const controller = new AbortController();
    this.#running.set(key, controller);
    const { signal } = controller;
    const answer =
      segment.kind === 'coarse'
        ? this.#source.buckets(segment, signal).then((buckets) => this.#split(segment, buckets))
        : this.#source.page(segment, signal).then((page) => this.#keep(key, page));
    void answer
      .catch((error: unknown) => {
        if (!signal.aborted) this.#failed.set(key, error);
      })
      .finally(() => {
        if (signal.aborted) return;
        this.#running.delete(key);
        this.#changed();
        if (segment.kind === 'coarse' && !this.#failed.has(key)) this.want(...this.#wanted);
      });
  }

  #keep(key: string, page: Page<R>): void {
    this.#pages.set(key, page);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= keptPages) break;
      this.#pages.delete(oldest);
    }
  }

  #split(segment: Segment, buckets: readonly Bucket[]): void {
    const at = this.#segments.indexOf(segment);
    if (at < 0) return;
    const finer = cutSegments(buckets, segment.start);
    const count = finer.reduce((sum, { count: rows }) => sum + rows, 0);
    // Retention may have removed rows since: what is missing stays blank, and no row below changes its number.
    if (count > segment.count || finer.length === 0)
      throw new Error('The list changed while it was read. Refresh to read it again.');
    this.#segments = [...this.#segments.slice(0, at), ...finer, ...this.#segments.slice(at + 1)];
  }

  #changed(): void {
    this.#version++;
    for (const listener of this.#listeners) listener();
  }
}
