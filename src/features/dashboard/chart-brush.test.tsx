import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { ChartBrush } from './chart-brush';
import type { Bucket } from './queries';
import { seriesOf } from './series';

const hour = 3_600_000;
const day = Date.UTC(2026, 10, 20);
const buckets = [3, 0, 5, 7].map(
  (count, index): Bucket => ({
    start: day + index * hour,
    end: day + (index + 1) * hour,
    total: count,
    counts: { Added: count, Removed: index },
  }),
);

const show = () => {
  const onNarrow = vi.fn<(from: Bucket, to: Bucket, only?: string) => void>();
  render(<ChartBrush buckets={buckets} series={seriesOf('category', false)} top={10} zone="utc" onNarrow={onNarrow} />);
  return { slider: screen.getByRole('slider'), onNarrow };
};
const press = (slider: HTMLElement, ...keys: readonly string[]) => {
  for (const key of keys) {
    fireEvent.keyDown(slider, { key: key.replace('Shift+', ''), shiftKey: key.startsWith('Shift+') });
  }
};
const text = (slider: HTMLElement) => slider.getAttribute('aria-valuetext');

const at = (clientX: number, clientY = 0) => ({ clientX, clientY, button: 0, pointerId: 1 });

afterEach(cleanup);

test('arrow keys go through the buckets and read out their numbers', () => {
  const { slider, onNarrow } = show();
  press(slider, 'Home');
  expect(text(slider)).toBe('2026-11-20 00:00 to 01:00 UTC: 0 Modified, 3 Added, 0 Removed');
  press(slider, 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  expect(text(slider)).toContain('03:00 to 04:00 UTC: 0 Modified, 7 Added');
  press(slider, 'Enter');
  expect(onNarrow).toHaveBeenCalledWith(buckets[3], buckets[3], undefined);
});

test('Shift extends to a span, either way, and Enter narrows to it', () => {
  const { slider, onNarrow } = show();
  press(slider, 'End', 'ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft');
  expect(text(slider)).toBe('2026-11-20 00:00 to 03:00 UTC: 0 Modified, 8 Added, 3 Removed');
  press(slider, 'Enter');
  expect(onNarrow).toHaveBeenCalledWith(buckets[0], buckets[2], undefined);
});

test('Esc lets go of the span and is left to the page when there is none', () => {
  const { slider, onNarrow } = show();
  press(slider, 'Home', 'Shift+ArrowRight');
  expect(fireEvent.keyDown(slider, { key: 'Escape' })).toBe(false);
  press(slider, 'Enter');
  expect(onNarrow).not.toHaveBeenCalled();
  expect(fireEvent.keyDown(slider, { key: 'Escape' })).toBe(true);
});

test('dragging chooses the buckets it passes; a click is one bucket', () => {
  const { slider, onNarrow } = show();
  vi.spyOn(slider, 'getBoundingClientRect').mockReturnValue(new DOMRect(100, 0, 400, 100));
  slider.setPointerCapture = () => {};
  fireEvent.pointerDown(slider, at(390));
  fireEvent.pointerMove(slider, at(210));
  fireEvent.pointerUp(slider, at(210));
  expect(onNarrow).toHaveBeenLastCalledWith(buckets[1], buckets[2], undefined);
  fireEvent.pointerDown(slider, at(105));
  fireEvent.pointerUp(slider, at(105));
  expect(onNarrow).toHaveBeenLastCalledWith(buckets[0], buckets[0], undefined);
});

test('a click on a segment means its changes alone; drags and clicks beside the stack mean all', () => {
  const { slider, onNarrow } = show();
  vi.spyOn(slider, 'getBoundingClientRect').mockReturnValue(new DOMRect(100, 0, 400, 100));
  slider.setPointerCapture = () => {};
  const click = (clientX: number, clientY: number) => {
    fireEvent.pointerDown(slider, at(clientX, clientY));
    fireEvent.pointerUp(slider, at(clientX, clientY));
  };
  // Of 10 up to the top: 5 added, 2 removed on top of them.
  click(310, 60);
  expect(onNarrow).toHaveBeenLastCalledWith(buckets[2], buckets[2], 'Added');
  click(310, 40);
  expect(onNarrow).toHaveBeenLastCalledWith(buckets[2], buckets[2], 'Removed');
  click(310, 20);
  expect(onNarrow).toHaveBeenLastCalledWith(buckets[2], buckets[2], undefined);
});
