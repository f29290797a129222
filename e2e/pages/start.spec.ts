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
