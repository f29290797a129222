import { fireEvent, screen } from '@testing-library/react';
import { createRef } from 'react';
import { expect, test } from 'vitest';
import { preparePages, showInWorkspace } from '../../testing/page-test';
import { ViewDialog } from './view-dialog';

preparePages({ rows: 1 });

test('two views do not get the same name', async () => {
  const saved: string[] = [];
  showInWorkspace(
    <ViewDialog
      title="Save this view"
      action="Save"
      name=""
      taken={['SSH keys']}
      onDone={(name) => Promise.resolve(saved.push(name))}
      onClose={() => {}}
      returnTo={createRef()}
    />,
  );
  const name = await screen.findByRole('textbox', { name: 'Name' });
  fireEvent.change(name, { target: { value: ' ssh KEYS ' } });
  expect(screen.getByText(/^Another view has this name/)).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(saved).toEqual([]);
  fireEvent.change(name, { target: { value: 'SSH keys, all servers' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(saved).toEqual(['SSH keys, all servers']);
});
