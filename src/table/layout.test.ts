import { expect, it } from 'vitest';
import { widthsIn } from './layout';

const widths = (room: number, ...tracks: readonly (readonly [size: number, grow?: number])[]) => [
  ...widthsIn(
    tracks.map(([size, grow], at) => ({ id: String(at), size, grow })),
    room,
  ).values(),
];

it('shares the room that is left over by the shares of those that grow', () => {
  expect(widths(500, [100], [50, 3], [50, 1])).toEqual([100, 300, 100]);
});

it('keeps those at their size whose share is smaller, as a grid does', () => {
  expect(widths(500, [100], [50, 3], [250, 1])).toEqual([100, 150, 250]);
  expect(widths(300, [100], [50, 3], [250, 1])).toEqual([100, 50, 250]);
  expect(widths(700, [100, 1], [200, 1], [300, 1])).toEqual([200, 200, 300]);
});

it('leaves fixed columns as they are', () => {
  expect(widths(500, [100], [120])).toEqual([100, 120]);
});
