import { fireEvent, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, test } from 'vitest';
import { preparePages, showInWorkspace } from '../testing/page-test';
import { TimeRangePane } from './time-range-pane';

preparePages({ rows: 1 });

test('Enter in a range that cannot be says at once what is wrong, and the pane stays', () => {
  let closed = false;
  showInWorkspace(
    <MemoryRouter initialEntries={['/w?range=2026-11-19T09:00:00Z/2026-11-20T10:00:00Z&tz=utc']}>
      <TimeRangePane retentionInDays={undefined} onClose={() => (closed = true)} />
    </MemoryRouter>,
  );
  const to = screen.getByRole('textbox', { name: 'To' });
  fireEvent.change(to, { target: { value: '2026-11-18 09:00' } });
  expect(screen.queryByText('The end must be after the start.')).toBeNull();
  const form = to.closest('form');
  if (form) fireEvent.submit(form);
  expect(screen.getByText('The end must be after the start.')).toBeDefined();
  expect(closed).toBe(false);
});

test('what a choice asks for stands under it, before the next choice', () => {
  showInWorkspace(
    <MemoryRouter initialEntries={['/w?range=PT36H&tz=utc']}>
      <TimeRangePane retentionInDays={undefined} onClose={() => {}} />
    </MemoryRouter>,
  );
  const controls = [...document.querySelectorAll('input, select')];
  const place = (label: string | RegExp) => controls.indexOf(screen.getByLabelText(label));
  expect(screen.getByLabelText('Last')).toHaveProperty('value', '36');
  expect(place('Last')).toBe(place('Other length, up to now') + 1);
  expect(place('From one time to another')).toBe(place('Unit') + 1);
});
