import { cleanup, render, screen } from '@testing-library/react';
import { RouterProvider, createMemoryRouter } from 'react-router';
import { afterEach, expect, test, vi } from 'vitest';
import { ErrorPage } from './error-pages';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const open = (error: Error) => {
  // React says what was thrown as well.
  vi.spyOn(console, 'error').mockReturnValue();
  const lazy = async () => {
    throw error;
  };
  render(<RouterProvider router={createMemoryRouter([{ path: '/', ErrorBoundary: ErrorPage, lazy }])} />);
};

test.each([
  new TypeError('Failed to fetch dynamically imported module: http://localhost/assets/page.js'),
  new Error('Unable to preload CSS for http://localhost/assets/page.css'),
])('a page whose code does not come is no broken page: %s', async (error) => {
  open(error);
  expect(await screen.findByRole('heading', { name: 'This page could not be loaded' })).toBeTruthy();
  expect(screen.getByText(/The server may be down/)).toBeTruthy();
  expect(screen.queryByText(/localhost/)).toBeNull();
});

test('any other failure is shown as what it is', async () => {
  open(new Error('No such thing'));
  expect(await screen.findByRole('heading', { name: 'This page stopped working' })).toBeTruthy();
  expect(screen.getByText('No such thing')).toBeTruthy();
});
