/**
 * How a list of any length is cut into pages without asking for the rows before a page. A histogram over time says how
 * many rows each bucket holds, so a row index leads to a bucket; small neighbouring buckets make one page, a large one
 * is cut into slices. Microseconds since 1970 everywhere, newest first, `from` included, `to` excluded.
 */
export type Bucket = { readonly from: number; readonly to: number; readonly count: number };

/**
 * Rows `start` to `start + count` of the list: those of the time span after its first `skip`.
 * `coarse` spans hold too many rows to be sliced by counting; they are split by a finer histogram when they come into view.
 */
export type Segment = {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly count: number;
  readonly skip: number;
  readonly kind: 'whole' | 'slice' | 'coarse';
};

/** Rows of one reply. The limit is 1,000; less fills a screen sooner. */
export const pageRows = 300;

/** Slicing sorts the whole bucket at the server for each slice: beyond this, a finer histogram is cheaper. */
const sliceable = 10_000;

/** A bucket this narrow (1 µs) cannot be split by time, so it is sliced however large it is. */
const narrowest = 1;

const cutBucket = (bucket: Bucket, start: number): Segment[] => {
  if (bucket.count > sliceable && bucket.to - bucket.from > narrowest) {
    return [{ ...bucket, start, skip: 0, kind: 'coarse' }];
  }
  const slices: Segment[] = [];
  for (let skip = 0; skip < bucket.count; skip += pageRows) {
    const count = Math.min(pageRows, bucket.count - skip);
    slices.push({ from: bucket.from, to: bucket.to, start: start + skip, count, skip, kind: 'slice' });
  }
  return slices;
};

/** Pages of the list, from row `start` on. Buckets may come in any order and may be empty; their spans must not overlap. */
export const cutSegments = (buckets: readonly Bucket[], start = 0): Segment[] => {
  const newestFirst = buckets.filter((bucket) => bucket.count > 0).toSorted((a, b) => b.from - a.from);
  const segments: Segment[] = [];
  let at = start;
  let open: Segment | undefined;
  const close = () => {
    if (open) segments.push(open);
    open = undefined;
  };
  for (const bucket of newestFirst) {
    if (bucket.count > pageRows) {
      close();
      segments.push(...cutBucket(bucket, at));
    } else if (open && open.count + bucket.count <= pageRows) {
      open = { ...open, from: bucket.from, count: open.count + bucket.count };
    } else {
      close();
      open = { from: bucket.from, to: bucket.to, start: at, count: bucket.count, skip: 0, kind: 'whole' };
    }
    at += bucket.count;
  }
  close();
  return segments;
};

/** Most rows the query engine puts into an order (Azure: 500,000 rows in memory). */
export const sortableRows = 500_000;

/** Pages of a list that is ordered by something else than time: slices of all its rows. */
export const sliceSegments = (buckets: readonly Bucket[]): Segment[] => {
  const bounds = buckets.reduce<{ from: number; to: number; count: number } | undefined>(
    (all, { from, to, count }) => ({
      from: Math.min(from, all?.from ?? from),
      to: Math.max(to, all?.to ?? to),
      count: count + (all?.count ?? 0),
    }),
    undefined,
  );
  if (!bounds) return [];
  return Array.from({ length: Math.ceil(bounds.count / pageRows) }, (_, page) => ({
    from: bounds.from,
    to: bounds.to,
    start: page * pageRows,
    skip: page * pageRows,
    count: Math.min(pageRows, bounds.count - page * pageRows),
    kind: 'slice',
  }));
};

/** Position in `segments` of the one that holds row `index`; -1 outside the list. */
export const segmentIndexAt = (segments: readonly Segment[], index: number): number => {
  let low = 0;
  let high = segments.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const segment = segments[middle];
    if (!segment) break;
    if (index < segment.start) high = middle - 1;
    else if (index >= segment.start + segment.count) low = middle + 1;
    else return middle;
  }
  return -1;
};

/** Rows of the list that are newer than the bucket `time` falls into, and so whether a list grew above a reader. */
export const rowsNewerThan = (buckets: readonly Bucket[], time: number): number =>
  buckets.reduce((sum, bucket) => (bucket.from > time ? sum + bucket.count : sum), 0);

/** Bucket width for a span: whole microseconds, at most 1,000 buckets (one more where the first is cut by the range). */
export const bucketWidth = (from: number, to: number): number => Math.max(narrowest, Math.ceil((to - from) / 999));
