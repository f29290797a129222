import { readFile } from 'node:fs/promises';
import { type Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import Papa from 'papaparse';
import { hostilePaths } from '#mocks/fleet/stories';
import { addressOf, total } from '../demo-fleet';
import { expect, test } from '../fixtures';

const name = 'contoso-prod-eastus';

/** As a browser that cannot write to disk: the file comes as a download. */
const withoutPicker = (page: Page) => page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));

const choose = async (page: Page, format: string | RegExp) => {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: format }).click();
};

const exported = async (page: Page, format: string | RegExp): Promise<Buffer> => {
  const [download] = await Promise.all([page.waitForEvent('download'), choose(page, format)]);
  const card = page.getByRole('region', { name: 'Export', exact: true });
  await expect(card).toContainText('Complete.');
  await card.getByRole('button', { name: 'Close' }).click();
  return readFile(await download.path());
};

const formula = /^[=+\-@\t\r]/;

test('the changes are exported whole, hostile names unharmed and harmless', async ({ page, open }) => {
  await withoutPicker(page);
  await open(`${addressOf(name)}/changes`);
  const count = await total(page, 'Total changes');
  expect(count).toBeGreaterThan(500);

  const csv = (await exported(page, 'CSV, all columns')).toString('utf8');
  expect(csv.startsWith('\ufeff')).toBe(true);
  const { data, errors } = Papa.parse<Record<string, string>>(csv.slice(1).trimEnd(), {
    header: true,
    newline: '\r\n',
  });
  expect(errors).toEqual([]);
  expect(data).toHaveLength(count);
  expect(new Set(data.map((row) => row['RowId_CF'])).size).toBe(count);
  expect(data[0]?.['TimeGenerated [UTC]']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/);
  const times = data.map((row) => row['TimeGenerated [UTC]'] ?? '');
  expect(times[0]?.localeCompare(times.at(-1) ?? '')).toBe(1);
  const texts = data.flatMap(({ FileSystemPath = '', ValueData = '', Computer = '' }) => [
    FileSystemPath,
    ValueData,
    Computer,
  ]);
  expect(texts.filter((text) => formula.test(text))).toEqual([]);

  const file = JSON.parse((await exported(page, 'JSON')).toString('utf8'));
  expect(file).toMatchObject({ rowCount: count, complete: true });
  expect(file.rows).toHaveLength(count);
  const inJson = new Set(file.rows.map((row: { FileSystemPath: string }) => row.FileSystemPath));
  const inCsv = new Set(data.map((row) => row['FileSystemPath']));
  const written = hostilePaths.filter((path) => inJson.has(path));
  expect(written).toEqual(hostilePaths);
  for (const path of hostilePaths) expect(inCsv).toContain(formula.test(path) ? `'${path}` : path);
});

test('what is exported is what the reader sees: filter, columns, servers', { tag: '@page' }, async ({ page, open }) => {
  await withoutPicker(page);
  await open(`${addressOf(name)}/changes?category=Removed`);
  const count = await total(page, 'Total changes');
  const header = page.getByRole('table', { name: 'Changes' }).getByRole('columnheader');
  await expect(header.filter({ hasText: 'Change time' })).toBeVisible();
  const heads = await header.allInnerTexts();
  const displayed = (await exported(page, 'CSV, displayed columns')).toString('utf8');
  const { data } = Papa.parse<string[]>(displayed.slice(1).trimEnd(), { newline: '\r\n' });
  const [head = [], ...rows] = data;
  const named = heads
    .map((text) => text.trim().replace(/ \[.*\]$/, ''))
    .filter((text) => text !== '' && text !== 'Actions');
  expect(head.map((text) => text.replace(' [UTC]', ''))).toEqual(named);
  expect(rows).toHaveLength(count);
  expect(new Set(rows.map((row) => row[head.indexOf('Category')]))).toEqual(new Set(['Removed']));

  await page.getByRole('tab', { name: 'Servers' }).click();
  const servers = await total(page, 'Total servers');
  const book = unzipSync(await exported(page, /^Excel/));
  const sheet = strFromU8(book['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  expect(sheet.match(/<row /g)).toHaveLength(servers + 1);
  expect(sheet).toContain('Last heartbeat [UTC]');
});

test('a long export is written to disk as it comes, and cancelled without a trace', { tag: '@page' }, async ({
  page,
  open,
}) => {
  // The browser's own file system stands in for the disk: the same kind of handle.
  await page.addInitScript(() => {
    Reflect.set(window, 'showSaveFilePicker', async ({ suggestedName }: { suggestedName: string }) =>
      (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
    );
  });
  await open(`${addressOf(name)}/changes?range=P30D&all=true`);
  const count = await total(page, 'Total changes');
  const card = page.getByRole('region', { name: 'Export', exact: true });
  const saved = () =>
    page.evaluate(async () => {
      const sizes: number[] = [];
      for await (const handle of (await navigator.storage.getDirectory()).values())
        if (handle instanceof FileSystemFileHandle && handle.name.endsWith('.json')) {
          const file = await handle.getFile();
          sizes.push(file.size === 0 ? 0 : JSON.parse(await file.text()).rows.length);
        }
      return sizes;
    });

  // Held up at its second page, so that there is a moment to cancel in.
  await page.evaluate(() => {
    const send = globalThis.fetch;
    let asked = 0;
    globalThis.fetch = async (input, init) => {
      const isExport = input instanceof Request && input.headers.get('prefer') === 'wait=600';
      const isPage = isExport && (await input.clone().text()).includes('| take ');
      if (isPage && ++asked === 2)
        await new Promise((resolve) => input.signal.addEventListener('abort', resolve, { once: true }));
      return send(input, init);
    };
  });
  await choose(page, 'JSON');
  await expect(card).toContainText(/[1-9][\d,]* of [\d,]+ rows/);
  await card.getByRole('button', { name: 'Cancel' }).click();
  await expect(card).toHaveCount(0);
  await expect.poll(saved).toEqual([0]);

  await choose(page, 'JSON');
  await expect(card).toContainText('Complete.');
  await expect(card).toContainText(`${count.toLocaleString('en-US')} rows`);
  await expect.poll(saved).toEqual([count]);
});

test('the query is given to Power BI with this server’s address', async ({ page, open, origin }) => {
  await open(`${addressOf(name)}/changes?range=P30D`);
  await choose(page, /^Power BI/);
  const dialog = page.getByRole('dialog', { name: 'Power BI query (M)' });
  const text = dialog.getByRole('region', { name: 'M query' });
  await expect(text).toContainText(`Json.Document(Web.Contents("${origin}/v1/workspaces/`);
  await expect(text).toContainText('#"timespan"="P30D"');
  await expect(text).toContainText('ConfigurationChange');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Download .txt' }).click(),
  ]);
  expect(await readFile(await download.path(), 'utf8')).toMatch(/^\/\*[\s\S]*\*\/\n\nlet AnalyticsQuery =\n/);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});
