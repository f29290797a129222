import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Bucket, bucketWidth, cutSegments, pageRows, rowsNewerThan, segmentIndexAt } from './segments';

const bucketsOf = (counts: readonly number[], width = 1000): Bucket[] =>
  counts.map((count, index) => ({ from: index * width, to: (index + 1) * width, count }));

const anyBuckets = fc
  .array(fc.oneof(fc.nat(5), fc.nat(500), fc.nat(30_000)), { maxLength: 60 })
  .map((counts) => bucketsOf(counts));

it('covers every row exactly once, newest first, in pages no reply limit refuses', () => {
  fc.assert(
    fc.property(anyBuckets, fc.nat(100), (buckets, start) => {
      const segments = cutSegments(buckets, start);
      let at = start;
      let newest = Infinity;
      for (const segment of segments) {
        expect(segment.start).toBe(at);
        expect(segment.to).toBeLessThanOrEqual(newest);
        expect(segment.kind === 'coarse' || segment.count <= pageRows).toBe(true);
        at += segment.count;
        newest = segment.kind === 'slice' ? segment.to : segment.from;
      }
      expect(at - start).toBe(buckets.reduce((sum, bucket) => sum + bucket.count, 0));
    }),
  );
});

it('finds the page of any row', () => {
  fc.assert(
    fc.property(anyBuckets, fc.nat(900_000), (buckets, index) => {
      const segments = cutSegments(buckets);
      const total = segments.reduce((sum, segment) => sum + segment.count, 0);
      const found = segments[segmentIndexAt(segments, index)];
      const isFound = found !== undefined && found.start <= index && index < found.start + found.count;
      expect(isFound).toBe(index < total);
    }),
  );
});

it('merges quiet buckets, slices busy ones and leaves floods to a finer histogram', () => {
  const kinds = cutSegments(bucketsOf([20_000, 700, 10, 0, 20])).map(({ kind, count, skip }) => [kind, count, skip]);
  expect(kinds).toEqual([
    ['whole', 30, 0],
    ['slice', 300, 0],
    ['slice', 300, 300],
    ['slice', 100, 600],
    ['coarse', 20_000, 0],
  ]);
});

it('slices a flood within one microsecond, because time cannot split it', () =>
  expect(cutSegments([{ from: 5, to: 6, count: 20_000 }])).toHaveLength(Math.ceil(20_000 / pageRows)));

it('counts what arrived above a row', () => expect(rowsNewerThan(bucketsOf([5, 7, 2]), 1500)).toBe(2));

it('asks for at most 1,000 buckets', () => {
  expect(bucketWidth(0, 999_000)).toBe(1000);
  expect(bucketWidth(0, 10)).toBe(1);
});
