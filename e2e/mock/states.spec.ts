import { addressOf, openWorkspace, rowsOf } from '../demo-fleet';
import { expect, test } from '../fixtures';

/** States that are hard to see otherwise, forced by inputs the mock knows. */
const name = 'contoso-prod-eastus';

test('a failed query says what happened, with code and correlation id, and can be tried again', async ({
  page,
  open,
}) => {
  test.info().annotations.push({ type: 'console errors', description: 'expected' });
  await openWorkspace(page, open, name, 'Changes');
  await page.getByRole('searchbox', { name: 'Search changes' }).fill('fim-sentinel-query-error');
  // The figures above the list and the list each say it.
  for (const part of [page.getByRole('tabpanel', { name: 'View' }), page.getByRole('region', { name: 'Summary' })]) {
    await expect(part.getByText('BadGatewayError')).toBeVisible();
    await expect(part.getByText('00000000-0000-4000-8000-000000000000')).toBeVisible();
    await expect(part.getByRole('button', { name: 'Retry' })).toBeVisible();
  }
  await page.getByRole('searchbox', { name: 'Search changes' }).fill('');
  await expect(rowsOf(page, 'Changes').first().getByRole('link')).toBeVisible();
});

test('a partial result is labelled', async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Changes');
  await page.getByRole('searchbox', { name: 'Search changes' }).fill('fim-sentinel-partial');
  await expect(page.getByText(/incomplete/i)).toBeVisible();
});

test('a slow answer shows that it is on its way', async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Changes');
  await expect(rowsOf(page, 'Changes').first().getByRole('link')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search changes' }).fill('fim-sentinel-slow');
  await expect(page.getByRole('region', { name: 'Changes' })).toHaveAttribute('aria-busy', 'true');
});

test('without an answer the page keeps what it has, says since when, and recovers by itself', async ({
  page,
  open,
}) => {
  await openWorkspace(page, open, name, 'Changes');
  await expect(rowsOf(page, 'Changes').first().getByRole('link')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search changes' }).fill('fim-sentinel-offline');
  await expect(page.getByText(/No answer from the server since \d\d:\d\d/)).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search changes' }).fill('');
  await expect(page.getByText(/No answer from the server/)).toBeHidden();
  await expect(rowsOf(page, 'Changes').first().getByRole('link')).toBeVisible();
});

test('a sign-in that ran out is said once, with a way back', async ({ page, open }) => {
  await openWorkspace(page, open, name, 'Changes');
  await page.getByRole('searchbox', { name: 'Search changes' }).fill('fim-sentinel-expired');
  await expect(page.getByText(/Your sign-in ran out at/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign in again' })).toBeVisible();
});

test('a workspace that vanishes while it is looked at leads back to the list, where it is no more', async ({
  page,
  open,
}) => {
  await openWorkspace(page, open, name, 'Changes');
  await page.getByRole('searchbox', { name: 'Search changes' }).fill('fim-sentinel-gone');
  await expect(page.getByRole('heading', { name: 'Workspace not found' })).toBeVisible();
  await page.getByRole('link', { name: 'All workspaces', exact: true }).click();
  await expect(page.getByRole('link', { name: 'contoso-prod-westeurope' })).toBeVisible();
  await expect(page.getByRole('link', { name })).toHaveCount(0);
});

test('a damaged link opens the page and says what it lost', async ({ page, open }) => {
  await open(`${addressOf(name)}/changes?range=fortnight&category=Bogus&type=Files`);
  await expect(page.getByText('range=fortnight, category=Bogus')).toBeVisible();
  await expect(rowsOf(page, 'Changes').first().getByRole('link')).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByText('range=fortnight, category=Bogus')).toBeHidden();
});
