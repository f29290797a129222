import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxHeight, offsetShowing, physicalFor, physicalHeight, scrolledTo } from './scroll-scale';

const million = { content: 32_000_000, viewport: 600 };
const small = { content: 32_000, viewport: 600 };
const physicalEnd = maxHeight - 600;
const end = million.content - million.viewport;

describe('a list no browser limit touches', () => {
  it('scrolls one to one', () => {
    expect(physicalHeight(small.content)).toBe(32_000);
    expect(scrolledTo({ physical: 0, offset: 0 }, 20_000, small)).toEqual({ physical: 20_000, offset: 20_000 });
  });
});

describe('a million rows', () => {
  it('moves row by row under the wheel', () =>
    expect(scrolledTo({ physical: 100, offset: 400 }, 220, million)).toEqual({ physical: 220, offset: 520 }));

  it('jumps in proportion when the bar is dragged', () =>
    expect(scrolledTo({ physical: 0, offset: 0 }, physicalEnd / 2, million).offset).toBeCloseTo(end / 2));

  it('reaches both ends exactly', () => {
    expect(scrolledTo({ physical: physicalEnd - 40, offset: 5_000_000 }, physicalEnd, million).offset).toBe(end);
    expect(scrolledTo({ physical: 40, offset: 5_000_000 }, 0, million).offset).toBe(0);
  });

  it('never leaves the list, whatever the browser reports', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -100, max: maxHeight, noNaN: true })), (steps) => {
        let at = { physical: 0, offset: 0 };
        for (const physical of steps) at = scrolledTo(at, physical, million);
        expect(at.offset).toBeGreaterThanOrEqual(0);
        expect(at.offset).toBeLessThanOrEqual(end);
      }),
    );
  });

  it('puts the bar where the reader is', () => {
    expect(physicalFor(end, million)).toBe(physicalEnd);
    expect(physicalFor(0, million)).toBe(0);
    expect(physicalFor(400, small)).toBe(400);
  });
});

describe('offsetShowing', () => {
  it.each([
    ['above the view', 2, 640, 64],
    ['inside the view', 25, 640, 640],
    ['below the view', 100, 640, 100 * 32 + 32 - 600],
    ['last', 999, 0, 32_000 - 600],
  ])('%s', (_, index, offset, shown) => expect(offsetShowing(index, offset, 32, small)).toBe(shown));
});
