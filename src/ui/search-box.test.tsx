import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SearchBox } from './search-box';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const box = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search changes' });
const type = (text: string) => fireEvent.change(box(), { target: { value: text } });
const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms));

/** View state that, like a router's, takes a while to arrive. */
const Slow = ({ heard }: { readonly heard: (value: string) => void }) => {
  const [value, setValue] = useState('');
  const search = (next: string) => {
    heard(next);
    setTimeout(() => setValue(next), 100);
  };
  return (
    <>
      <SearchBox label="Search changes" value={value} onSearch={search} />
      <button type="button" onClick={() => setValue('')}>
        Clear all
      </button>
    </>
  );
};

test('what is typed while an earlier search is on its way to the URL stays', () => {
  const heard = vi.fn<(value: string) => void>();
  render(<Slow heard={heard} />);
  type('he');
  wait(220);
  type('help');
  wait(150);
  expect(box().value).toBe('help');
  wait(500);
  expect(box().value).toBe('help');
  expect(heard.mock.calls).toEqual([['he'], ['help']]);
});

test('keystrokes in quick succession are one search', () => {
  const heard = vi.fn<(value: string) => void>();
  render(<Slow heard={heard} />);
  for (const text of ['s', 'ss', 'ssh']) {
    type(text);
    wait(50);
  }
  wait(300);
  expect(heard.mock.calls).toEqual([['ssh']]);
});

test('a search taken back elsewhere is gone from the box', () => {
  render(<Slow heard={() => undefined} />);
  type('ssh');
  wait(500);
  fireEvent.click(screen.getByRole('button', { name: 'Clear all' }));
  expect(box().value).toBe('');
});

test('Esc empties the box at once', () => {
  const heard = vi.fn<(value: string) => void>();
  render(<Slow heard={heard} />);
  type('ssh');
  wait(500);
  fireEvent.keyDown(box(), { key: 'Escape' });
  expect(box().value).toBe('');
  expect(heard).toHaveBeenLastCalledWith('');
});

test('characters that do not show, or reorder what does, are told of; the text stays what it is', () => {
  const text = 'exe\u202Egnp.\u0000';
  const { rerender } = render(<SearchBox label="Search changes" value={text} onSearch={() => {}} />);
  const describedBy = () => document.getElementById(box().getAttribute('aria-describedby') ?? '')?.textContent;
  expect(describedBy()).toBe('Holds characters that do not show: exe\\u202Egnp.\\0');
  expect(box().value).toBe(text);
  rerender(<SearchBox label="Search changes" value="C:\\Windows\\résumé" onSearch={() => {}} />);
  expect(describedBy()).toBeUndefined();
});
