import { act, cleanup, render, screen } from '@testing-library/react';
import { Link, Outlet, RouterProvider, createMemoryRouter } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import { usePagePlace } from './use-page-place';

afterEach(cleanup);

const Frame = () => (
  <main ref={usePagePlace()} tabIndex={-1}>
    <Outlet />
  </main>
);
const List = () => (
  <>
    <h1>List</h1>
    <Link to="/one">One</Link>
    <Link to="/two?range=P1D">Two</Link>
  </>
);

const shown = () => {
  const router = createMemoryRouter(
    [
      {
        Component: Frame,
        children: [
          { path: '/', Component: List },
          { path: '/one', element: <h1>Page one</h1> },
          { path: '/two', element: <h1>Page two</h1> },
        ],
      },
    ],
    { initialEntries: ['/'] },
  );
  render(<RouterProvider router={router} />);
  const go = (to: string | number) => act(() => (typeof to === 'string' ? router.navigate(to) : router.navigate(to)));
  return { go, main: screen.getByRole('main') };
};
const focused = () => document.activeElement?.textContent;

test('a new page begins at its top and its heading', async () => {
  const { go, main } = shown();
  expect(document.activeElement).toBe(document.body);
  screen.getByRole('link', { name: 'Two' }).focus();
  main.scrollTop = 300;
  await go('/two?range=P1D');
  expect([focused(), main.scrollTop]).toEqual(['Page two', 0]);
});

test('Back leads to the place that was left, and to the link that led away', async () => {
  const { go, main } = shown();
  screen.getByRole('link', { name: 'Two' }).focus();
  main.scrollTop = 300;
  main.dispatchEvent(new Event('scroll'));
  await go('/two?range=P1D');
  await go(-1);
  expect([focused(), main.scrollTop]).toEqual(['Two', 300]);
});

test('a step that leaves the page where it is leaves the focus where it is', async () => {
  const { go, main } = shown();
  screen.getByRole('link', { name: 'One' }).focus();
  main.scrollTop = 300;
  await go('/?q=ssh');
  expect([focused(), main.scrollTop]).toEqual(['One', 300]);
});
