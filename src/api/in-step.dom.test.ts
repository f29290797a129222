import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useInStep } from './in-step';

type Given = { key: string; data: string | undefined; isError?: boolean; alone?: boolean };
const part = (name: string, first: Given) =>
  renderHook(
    ({ key, data, isError = false, alone }: Given) =>
      useInStep(
        name,
        { data, isPlaceholderData: false, isError, error: isError ? new Error('failed') : null, refetch: () => {} },
        { key },
        alone === undefined ? {} : { alone },
      ),
    { initialProps: first },
  );

afterEach(cleanup);

test('the first answers show as they come', () => {
  const totals = part('totals', { key: 'one', data: 'T1' });
  const table = part('table', { key: 'one', data: undefined });
  expect(totals.result.current.data).toBe('T1');
  act(() => table.rerender({ key: 'one', data: 'B1' }));
  expect(table.result.current).toMatchObject({ data: 'B1', isStale: false });
});

test('an answer to the next question waits for the other part, then both change', () => {
  const totals = part('totals', { key: 'one', data: 'T1' });
  const table = part('table', { key: 'one', data: 'B1' });
  act(() => totals.rerender({ key: 'two', data: 'T2' }));
  act(() => table.rerender({ key: 'two', data: undefined }));
  expect(totals.result.current).toMatchObject({ data: 'T1', question: { key: 'one' }, isStale: true });
  expect(table.result.current.data).toBe('B1');
  act(() => table.rerender({ key: 'two', data: 'B2' }));
  expect(totals.result.current).toMatchObject({ data: 'T2', question: { key: 'two' }, isStale: false });
  expect(table.result.current).toMatchObject({ data: 'B2', isStale: false });
});

test('a part that fails keeps its old answer and does not hold up the others', () => {
  const totals = part('totals', { key: 'one', data: 'T1' });
  const table = part('table', { key: 'one', data: 'B1' });
  act(() => totals.rerender({ key: 'two', data: 'T2' }));
  act(() => table.rerender({ key: 'two', data: undefined, isError: true }));
  expect(totals.result.current.data).toBe('T2');
  expect(table.result.current).toMatchObject({ data: 'B1', isStale: true });
  expect(table.result.current.failure?.error).toBeInstanceOf(Error);
});

test('nobody waits for a part that left, nor for one that stays behind on purpose', () => {
  const totals = part('totals', { key: 'one', data: 'T1' });
  const table = part('table', { key: 'one', data: 'B1' });
  act(() => totals.rerender({ key: 'two', data: 'T2' }));
  expect(totals.result.current.data).toBe('T1');
  act(() => table.rerender({ key: 'one', data: 'B1', alone: true }));
  expect(totals.result.current.data).toBe('T2');
  act(() => table.rerender({ key: 'one', data: 'B1', alone: false }));
  act(() => totals.rerender({ key: 'three', data: 'T3' }));
  expect(totals.result.current.data).toBe('T2');
  act(() => table.unmount());
  expect(totals.result.current.data).toBe('T3');
});
