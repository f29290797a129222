import { openWorkspace, rowsOf } from '../demo-fleet';
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
  await expect(page.getByText('BadGatewayError')).toBeVisible();
  await expect(page.getByText('00000000-0000-4000-8000-000000000000')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible();
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
