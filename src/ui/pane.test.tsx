import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Pane } from './pane';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

const show = () =>
  render(
    <Pane title="Title" onClose={() => {}}>
      Content
    </Pane>,
  );
const edge = () => screen.getByRole('separator', { name: 'Resize pane' });
const width = () => Number(edge().getAttribute('aria-valuenow'));

test('keys make the pane wider and narrower within its bounds, and the next pane is as wide', () => {
  show();
  const before = width();
  fireEvent.keyDown(edge(), { key: 'ArrowLeft' });
  expect(width()).toBeGreaterThan(before);
  fireEvent.keyDown(edge(), { key: 'End' });
  expect(width()).toBe(Number(edge().getAttribute('aria-valuemax')));
  fireEvent.keyDown(edge(), { key: 'Home' });
  expect(width()).toBe(Number(edge().getAttribute('aria-valuemin')));
  fireEvent.keyDown(edge(), { key: 'ArrowRight' });
  const last = width();
  cleanup();
  show();
  expect(width()).toBe(last);
});
