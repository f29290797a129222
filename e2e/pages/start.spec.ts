import { expect, test } from '../fixtures';

test('the workspace list asks for nothing twice', async ({ open, page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (/^\/(?:subscriptions|v1)\b/.test(pathname))
      asked.push(`${request.method()} ${pathname}${search} ${request.postData() ?? ''}`);
  });
  await open('/workspaces');
  await expect(page.getByRole('table', { name: 'Workspaces' }).getByRole('link').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([...new Set(asked)]);
});

test('a press that begins on the first list and ends on the app’s opens what it began on', async ({ open, page }) => {
  await open('/workspaces');
  const link = page.getByRole('link', { name: 'contoso-prod-eastus', exact: true });
  await link.hover();
  await page.mouse.down();
  // By then the app has all it needs to take over.
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  await page.mouse.up();
  await expect(page.getByRole('tab', { name: 'Changes' })).toBeVisible();
  await expect(page).toHaveTitle(/contoso-prod-eastus/);
});
