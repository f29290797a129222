import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { Link, Outlet, RouterProvider, createMemoryRouter } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import { LoadingBar } from './loading-bar';

afterEach(cleanup);

test('shows from the click until the code of the page is there', async () => {
  const arrivals: (() => void)[] = [];
  const code = new Promise<void>((resolve) => arrivals.push(resolve));
  const router = createMemoryRouter(
    [
      {
        path: '/',
        Component: () => (
          <>
            <LoadingBar />
            <Outlet />
          </>
        ),
        children: [
          { index: true, element: <Link to="/next">Next</Link> },
          { path: 'next', lazy: () => code.then(() => ({ Component: () => <p>Here</p> })) },
        ],
      },
    ],
    { initialEntries: ['/'] },
  );
  const { container } = render(<RouterProvider router={router} />);
  expect(container.querySelector('[aria-busy="true"]')).toBeNull();
  fireEvent.click(screen.getByRole('link', { name: 'Next' }));
  await waitFor(() => expect(container.querySelector('[aria-busy="true"]')).not.toBeNull());
  for (const arrive of arrivals) arrive();
  expect(await screen.findByText('Here')).toBeTruthy();
  expect(container.querySelector('[aria-busy="true"]')).toBeNull();
});
