import { ingest, openWorkspace, rowsOf, total } from '../demo-fleet';
import { demoNow, expect, test } from '../fixtures';

const name = 'contoso-prod-eastus';
const rows = ['/etc/new-one', '/etc/new-two'].map((FileSystemPath) => ({
  TimeGenerated: new Date(Date.parse(demoNow) - 30_000).toISOString(),
  Computer: 'app-eus-01',
  SourceComputerId: 'live-1',
  ConfigChangeType: 'Files',
  ChangeCategory: 'Added',
  FileSystemPath,
}));

test('what arrives is counted above the list; scroll, focus and the open pane stay as they are', async ({
  page,
  open,
}) => {
  await openWorkspace(page, open, name, 'Changes');
  await expect(rowsOf(page, 'Changes').first()).toBeVisible();
  const count = await total(page, 'Total changes');
  const list = page.getByRole('region', { name: 'Changes' });
  await list.focus();
  for (const key of ['j', 'PageDown', 'PageDown', 'Enter']) await page.keyboard.press(key);
  const pane = page.getByRole('dialog');
  await expect(pane.getByRole('table').first()).toBeVisible();
  await expect(pane.getByRole('heading', { level: 2 })).toBeFocused();
  const look = async () => ({
    scrolled: await list.evaluate((element) => element.scrollTop),
    address: page.url(),
    change: await pane.getByRole('heading', { level: 2 }).innerText(),
    focus: await page.evaluate(() => document.activeElement?.textContent),
    active: await list.locator('[aria-current="true"]').getAttribute('aria-rowindex'),
  });
  let seen = await look();
  const settled = async () => {
    const before = JSON.stringify(seen);
    seen = await look();
    return JSON.stringify(seen) === before;
  };
  await expect.poll(settled).toBe(true);
  expect(seen.scrolled).toBeGreaterThan(0);

  // The rows of one scan share their moment and have no ids.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  expect(await ingest(page, name, 'ConfigurationChange', rows)).toBe(204);
  const news = page.getByRole('button', { name: '2 new changes' });
  await expect(news).toBeVisible();
  await expect.poll(() => total(page, 'Total changes')).toBe(count + 2);
  await expect.poll(look).toEqual(seen);

  await page.keyboard.press('Escape');
  await news.click();
  await expect(rowsOf(page, 'Changes').nth(0)).toContainText('/etc/new-');
  await expect(rowsOf(page, 'Changes').nth(1)).toContainText('/etc/new-');
  await expect(news).toHaveCount(0);
  await expect(page.getByRole('table', { name: 'Changes' })).toHaveAttribute('aria-rowcount', String(count + 3));
});
