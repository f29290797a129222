import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { RouterProvider, createMemoryRouter } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { useSearchState } from './url-state';

afterEach(cleanup);

const schema = z.object({ q: z.catch(z.string(), ''), sort: z.catch(z.string(), '') });
const Page = () => {
  const [{ q, sort }, update] = useSearchState(schema);
  return (
    <>
      <p>{`${q} by ${sort}`}</p>
      <button type="button" onClick={() => update({ q: 'ssh' })}>
        Search
      </button>
      <button type="button" onClick={() => update({ sort: 'name' })}>
        Sort
      </button>
      <button type="button" onClick={() => update((latest) => ({ sort: latest.sort === 'size' ? '' : 'size' }))}>
        By size
      </button>
    </>
  );
};

const opened = async () => {
  const waiting: (() => void)[] = [];
  const router = createMemoryRouter(
    [
      {
        path: '/servers',
        Component: Page,
        loader: () => new Promise<null>((resolve) => waiting.push(() => resolve(null))),
        HydrateFallback: () => null,
      },
    ],
    { initialEntries: ['/servers?range=P1D'] },
  );
  render(<RouterProvider router={router} />);
  const arrive = () => {
    for (const done of waiting.splice(0)) done();
  };
  arrive();
  await screen.findByRole('button', { name: 'Search' });
  return { router, arrive };
};
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

test('a change made while another is on its way undoes nothing', async () => {
  const { router, arrive } = await opened();
  press('Search');
  press('Sort');
  arrive();
  expect(await screen.findByText('ssh by name')).toBeDefined();
  expect(router.state.location.search).toBe('?range=P1D&q=ssh&sort=name');
});

test('a toggle pressed twice before the page has changed is back where it was', async () => {
  const { router, arrive } = await opened();
  press('By size');
  press('By size');
  press('Search');
  arrive();
  expect(await screen.findByText('ssh by')).toBeDefined();
  expect(router.state.location.search).toBe('?range=P1D&q=ssh');
});
