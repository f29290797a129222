import { openWorkspace, rowsOf, total } from '../demo-fleet';
import { expect, test } from '../fixtures';

test('every server that reports is listed, those without changes too', async ({ page, open }) => {
  await openWorkspace(page, open, 'contoso-prod-eastus', 'Servers');
  const servers = await total(page, 'Total servers');
  await expect(page.getByText(`${String(servers)} servers`)).toBeVisible();
  const region = page.getByRole('region', { name: 'Servers' });
  await region.focus();
  await page.keyboard.press('End');
  await expect(rowsOf(page, 'Servers').last()).toHaveAttribute('aria-rowindex', String(servers + 1));
  await expect(rowsOf(page, 'Servers').last().getByRole('cell').nth(2)).toHaveText('0');
});

test('search narrows the list, and a server leads to its changes', async ({ page, open }) => {
  await openWorkspace(page, open, 'contoso-prod-eastus', 'Servers');
  await page.keyboard.press('/');
  await page.keyboard.type('app-eus-11');
  await expect(rowsOf(page, 'Servers')).toHaveCount(1);
  expect(page.url()).toContain('q=app-eus-11');
  const changes = await rowsOf(page, 'Servers').getByRole('cell').nth(2).innerText();
  await rowsOf(page, 'Servers').click();
  await expect(page.getByRole('tab', { name: 'Changes' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText(`${changes} changes`)).toBeVisible();
  const names = await rowsOf(page, 'Changes').getByRole('cell').nth(2).allInnerTexts();
  expect(new Set(names)).toEqual(new Set(['app-eus-11']));
});

test('a silent server is told apart from one without changes', async ({ page, open }) => {
  await openWorkspace(page, open, 'contoso-edge-aws', 'Servers');
  await page.keyboard.press('/');
  await page.keyboard.type('ip-10-40-12-39');
  await expect(rowsOf(page, 'Servers')).toHaveCount(1);
  await expect(rowsOf(page, 'Servers')).toContainText('No data since 2026-11-');
});
