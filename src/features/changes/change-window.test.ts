import { describe, expect, it, vi } from 'vitest';
import { ChangeWindow, type WindowSource } from './change-window';
import type { Bucket, Segment } from './segments';

/** Rows are their own numbers; 12,000 of them in the middle bucket share one second. */
const counts = [50, 12_000, 100];
const buckets: Bucket[] = counts.map((count, index) => ({ from: -index * 1000, to: -index * 1000 + 1000, count }));

const rowsOf = (segment: Segment) => Array.from({ length: segment.count }, (_, index) => segment.start + index);

const makeSource = () => {
  const asked: Segment[] = [];
  const source: WindowSource<number> = {
    page: async (segment, signal) => {
      asked.push(segment);
      await Promise.resolve();
      signal.throwIfAborted();
      return { rows: rowsOf(segment) };
    },
    buckets: async (segment) =>
      Array.from({ length: 10 }, (_, index) => ({
        from: segment.from + index * 100,
        to: segment.from + (index + 1) * 100,
        count: 1200,
      })),
  };
  return { asked, source };
};

const settled = (window: ChangeWindow<number>, index: number) =>
  vi.waitFor(() => expect(window.rowAt(index)).toBe(index));

describe('ChangeWindow', () => {
  it('knows its length before it has a row', () => {
    const { asked, source } = makeSource();
    expect(new ChangeWindow(buckets, source).total).toBe(12_150);
    expect(asked).toEqual([]);
  });

  it('reaches the last row without asking for those before it', async () => {
    const { asked, source } = makeSource();
    const window = new ChangeWindow(buckets, source);
    window.want(12_120, 12_149);
    await settled(window, 12_149);
    expect(asked).toHaveLength(1);
    expect(window.rowAt(0)).toBeUndefined();
  });

  it('splits a flood by a finer histogram and numbers its rows right', async () => {
    const { asked, source } = makeSource();
    const window = new ChangeWindow(buckets, source);
    window.want(7000, 7030);
    await settled(window, 7030);
    expect(asked.every((segment) => segment.count <= 1000)).toBe(true);
    window.want(12_040, 12_060);
    await settled(window, 12_060);
  });

  it('aborts pages that left the view and asks for them again when they return', async () => {
    const { asked, source } = makeSource();
    const window = new ChangeWindow(buckets, source);
    window.want(0, 10);
    window.want(12_120, 12_149);
    await settled(window, 12_149);
    expect(window.rowAt(0)).toBeUndefined();
    window.want(0, 10);
    await settled(window, 0);
    expect(asked).toHaveLength(3);
  });

  it('asks for the page ahead before the reader gets there, the way he goes', async () => {
    const { asked, source } = makeSource();
    const pages = Array.from({ length: 9 }, (_, index) => ({ from: -index, to: 1 - index, count: 300 }));
    const window = new ChangeWindow(pages, source);
    const look = async (first: number) => {
      window.want(first, first + 20);
      await settled(window, first);
      // What came is in view: the table says so.
      window.want(first, first + 20);
    };
    await look(1230);
    expect(asked.map(({ start }) => start)).toEqual([1200]);
    await look(1400);
    await settled(window, 1500);
    await look(1250);
    await settled(window, 1199);
    expect(asked.map(({ start }) => start)).toEqual([1200, 1500, 900]);
  });

  it('forgets pages beyond its bound', async () => {
    const { source } = makeSource();
    const quiet = Array.from({ length: 27 }, (_, index) => ({ from: -index, to: 1 - index, count: 300 }));
    const window = new ChangeWindow(quiet, source);
    for (let page = 0; page < 27; page++) {
      window.want(page * 300, page * 300 + 10);
      await settled(window, page * 300);
    }
    expect(window.rowAt(0)).toBeUndefined();
    expect(window.rowAt(26 * 300)).toBe(26 * 300);
  });

  it('keeps an error until it is retried', async () => {
    const { source } = makeSource();
    let failing = true;
    const window = new ChangeWindow(buckets, {
      ...source,
      page: (segment, signal) => (failing ? Promise.reject(new Error('no')) : source.page(segment, signal)),
    });
    window.want(0, 10);
    await vi.waitFor(() => expect(window.error).toEqual(new Error('no')));
    failing = false;
    window.want(0, 10);
    expect(window.error).toBeDefined();
    window.retry();
    await settled(window, 0);
    expect(window.error).toBeUndefined();
  });

  it('finds a row by time and by content', async () => {
    const { source } = makeSource();
    const window = new ChangeWindow(buckets, source);
    expect(window.spanAt(-1500)).toEqual([12_050, 12_149]);
    expect(window.spanAt(99_999)).toBeUndefined();
    window.want(0, 10);
    await settled(window, 0);
    expect(window.findLoaded((row) => row === 7)).toBe(7);
    expect(window.findLoaded((row) => row === 12_000)).toBe(-1);
  });
});
