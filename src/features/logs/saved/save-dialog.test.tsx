import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { preparePages, testWorkspace } from '../../../testing/page-test';
import { SaveDialog } from './save-dialog';

preparePages({ rows: 10 });

const ignore = () => {};

test('a function name with a blank is refused where it is typed, and kept for mending', () => {
  render(
    <SaveDialog
      workspace={testWorkspace}
      query="print 1"
      title="One"
      from={undefined}
      categories={[]}
      onSaved={ignore}
      onClose={ignore}
    />,
  );
  const field = screen.getByLabelText<HTMLInputElement>('Function name');
  fireEvent.change(field, { target: { value: 'two words' } });
  expect(field.value).toBe('two words');
  expect(screen.getByRole('alert').textContent).toContain('letters, digits and _ only');
  expect(screen.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true');
  fireEvent.change(field, { target: { value: 'two_words ' } });
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).not.toBe('true');
});
