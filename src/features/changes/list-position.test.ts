import { describe, expect, it } from 'vitest';
import { ChangeWindow } from './change-window';
import { ListPosition } from './list-position';
import type { Bucket } from './segments';

type Row = { readonly RowId_CF: string; readonly TimeGenerated: number };

const never = () => new Promise<never>(() => {});

/** A list of rows named by their second, newest first: all of it in one page, which is in memory unless `isEmpty`. */
const listOf = (seconds: readonly number[], { oldestFirst = false, isEmpty = false, sameAs = 'all' } = {}) => {
  const buckets: Bucket[] = seconds.map((second) => ({ from: second * 1e6, to: second * 1e6 + 1e6, count: 1 }));
  const window = new ChangeWindow<Row>(buckets, { page: never, buckets: never });
  if (!isEmpty) {
    window.preload({ rows: seconds.map((second) => ({ RowId_CF: `row ${second}`, TimeGenerated: second * 1000 })) });
  }
  return { window, buckets, sameAs, oldestFirst };
};

describe('ListPosition', () => {
  it('keeps the active change active while rows arrive above it', () => {
    const position = new ListPosition<Row>((row) => row.RowId_CF);
    position.show(listOf([9, 8, 7]));
    expect(position.moveTo(1)).toBe('row 8');
    position.show(listOf([12, 11, 9, 8, 7]));
    expect(position.active()).toEqual({ index: 3, id: 'row 8' });
  });

  it('tells how far the view has to move to stay where it was', () => {
    const position = new ListPosition<Row>((row) => row.RowId_CF);
    position.show(listOf([9, 8, 7]));
    position.sawTop(2);
    expect(position.show(listOf([12, 11, 9, 8, 7]))).toBe(2);
    position.sawTop(0);
    expect(position.show(listOf([13, 12, 11, 9, 8, 7]))).toBe(0);
  });

  it('waits for the page of a row it moved to', () => {
    const position = new ListPosition<Row>((row) => row.RowId_CF);
    position.show(listOf([9, 8, 7], { isEmpty: true }));
    expect(position.moveTo(2)).toBeUndefined();
    position.show(listOf([9, 8, 7]));
    expect(position.rowsArrived()).toBe('row 7');
    expect(position.rowsArrived()).toBeUndefined();
  });

  it('finds a change again that is not quite where it was thought to be', () => {
    const position = new ListPosition<Row>((row) => row.RowId_CF);
    position.show(listOf([9, 8, 7]));
    position.place('row 7', 1);
    position.rowsArrived();
    expect(position.active()).toEqual({ index: 2, id: 'row 7' });
  });

  it('looks in the other list for the active change, and loses only its place', () => {
    const position = new ListPosition<Row>((row) => row.RowId_CF);
    position.show(listOf([9, 8, 7]));
    position.moveTo(0);
    position.show(listOf([9, 8, 7], { oldestFirst: true }));
    expect(position.active()).toEqual({ index: 2, id: 'row 9' });
    position.show(listOf([8, 7], { sameAs: 'narrowed' }));
    expect(position.active()).toEqual({ index: -1, id: 'row 9' });
  });
});
