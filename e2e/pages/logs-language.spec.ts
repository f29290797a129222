import type { Page } from '@playwright/test';
import { violations } from '../axe';
import { addressOf } from '../demo-fleet';
import { demoNow, expect, test } from '../fixtures';

const logs = `${addressOf('contoso-prod-eastus')}/logs`;
const editor = (page: Page) => page.getByRole('textbox', { name: 'Query' });
const list = (page: Page) => page.getByRole('listbox', { name: 'Completions' });
const option = (page: Page, name: RegExp) => list(page).getByRole('option', { name });
const faults = (page: Page) => page.locator('.cm-lintRange-error');

/** The editor waits by the clock, which stands still in these tests unless it is told to go on. */
const openLogs = async (page: Page, open: (path: string) => Promise<void>) => {
  await open(logs);
  await page.clock.setSystemTime(new Date(demoNow));
};

const write = async (page: Page, text: string) => {
  await editor(page).fill('');
  await editor(page).pressSequentially(text);
};

test('completion knows the columns of the workspace and names bound by let; help and faults say what is what', {
  tag: '@page',
}, async ({ page, open }) => {
  await openLogs(page, open);

  await write(page, 'ConfigurationChange | where Compu');
  await expect(option(page, /^Computer\s?string/)).toHaveAttribute('aria-selected', 'true');
  expect(await violations(page, 'wcag', '.cm-editor')).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(editor(page)).toContainText('where Computer');
  await expect(option(page, /^has$/)).toBeVisible();
  await page.keyboard.press('Escape');

  await write(page, 'ConfigurationChange | project Actor_');
  await expect(option(page, /^Actor_CF/)).toBeVisible();
  await page.keyboard.press('Escape');

  await write(page, 'let recent = ConfigurationChange | take 5; rec');
  await expect(option(page, /^recent/)).toBeVisible();
  await page.keyboard.press('Escape');

  await write(page, 'ConfigurationChange | where Computr == "a"');
  await expect(faults(page)).toHaveText('Computr');
  await faults(page).hover();
  const told = page.locator('.cm-tooltip-lint');
  await expect(told).toContainText('does not refer to any known column');
  await expect(told).toContainText('KS142');
  expect(await violations(page, 'contrast', '.cm-editor')).toEqual([]);

  await write(page, 'print series_outliers(dynamic([1]))');
  await expect(faults(page)).toHaveText('series_outliers');
  await faults(page).hover();
  await expect(told).toContainText('not supported here');

  await write(page, 'ConfigurationChange|summarize dcount(Computer)');
  await expect(faults(page)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+Alt+F');
  await expect(page.locator('.cm-line')).toHaveText(['ConfigurationChange', '| summarize dcount(Computer)']);
  await page.getByText('dcount', { exact: true }).hover();
  await expect(page.locator('.cm-kqlHelp')).toContainText('Number of distinct values');
});

test('without the service the editor runs queries, says so once and can try again', { tag: '@page' }, async ({
  page,
  open,
}) => {
  await page.addInitScript(() => {
    const Real = Worker;
    // Its script is not there, the first time.
    let lost = false;
    globalThis.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        const missing = options?.name === 'kusto' && !lost;
        lost ||= missing;
        super(missing ? new URL('/assets/not-there.js', location.href) : url, options);
      }
    };
  });
  await openLogs(page, open);
  const note = page.getByText('Completion, help and checks could not be loaded.');
  await expect(note).toBeVisible();
  expect(await violations(page, 'wcag', '.cm-editor')).toEqual([]);
  await write(page, 'ConfigurationChange | take 3 | project Computer');
  await expect(editor(page)).toContainText('take 3');
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByRole('columnheader', { name: /Computer/ })).toBeVisible();

  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(note).toBeHidden();
  await write(page, 'ConfigurationChange | where Compu');
  await expect(option(page, /^Computer/)).toBeVisible();
});
