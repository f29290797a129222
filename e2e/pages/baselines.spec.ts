import type { Page } from '@playwright/test';
import { netlogonBaseline } from '#core/fim/netlogon-baseline';
import { violations } from '../axe';
import { addressOf } from '../demo-fleet';
import { expect, test } from '../fixtures';

const matrix = (page: Page) => page.getByRole('table', { name: 'Baseline' });
const rows = (page: Page) =>
  matrix(page)
    .getByRole('row')
    .filter({ has: page.getByRole('cell') });

test('the fleet’s drift: found by filter, explained by its change, led to the list', async ({ page, open }) => {
  await open(`${addressOf('retail-stores')}/baselines`);
  await expect(page.getByText('Monitored by the item NetlogonParameters')).toBeVisible();
  const summary = page.getByText(/servers: \d+ as expected, \d+ with drift/);
  await expect(summary).toBeVisible();
  const [, drifted = ''] = /(\d+) with drift/.exec(await summary.innerText()) ?? [];
  expect(Number(drifted)).toBeGreaterThan(1);
  expect(await violations(page)).toEqual([]);

  await page.getByRole('switch', { name: 'Only drift' }).click();
  await expect(rows(page)).toHaveCount(Number(drifted));
  const cell = rows(page)
    .first()
    .getByRole('button', { name: /^Drift/ })
    .first();
  const [, valueName = ''] = /^(\w+): Drift/.exec((await cell.getAttribute('title')) ?? '') ?? [];
  await cell.click();
  const pane = page.getByRole('dialog');
  const setting = pane.getByRole('region', { name: valueName });
  await expect(setting).toContainText('Modified');
  await expect(setting.getByText('Drift')).toBeInViewport();
  expect(await violations(page)).toEqual([]);
  await setting.getByRole('link', { name: 'Show changes' }).click();
  await expect(page.getByRole('tab', { name: 'Changes' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('table', { name: 'Changes' }).getByRole('row').nth(1)).toContainText(valueName);
});

/** A workspace without servers, which no other spec looks at. */
const empty = 'retail-newsite';

/** Sends rows as a collector does, through the workspace's data collection rule. */
const ingest = async (page: Page, table: string, sent: readonly Readonly<Record<string, string>>[]) => {
  const scope = addressOf(empty).split('/');
  const rule = `/subscriptions/${String(scope[2])}/resourceGroups/${String(scope[3])}/providers/Microsoft.Insights/dataCollectionRules/fim-${empty}?api-version=2023-03-11`;
  const status = await page.evaluate(
    async ({ address, stream, body }) => {
      const found: unknown = await (await fetch(address)).json();
      const [id = ''] = /dcr-[0-9a-f]+/.exec(JSON.stringify(found)) ?? [];
      const reply = await fetch(`/dataCollectionRules/${id}/streams/${stream}?api-version=2023-01-01`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      return reply.status;
    },
    { address: rule, stream: `Microsoft-${table}`, body: JSON.stringify(sent) },
  );
  expect(status).toBe(204);
};

const machine = (Computer: string) => ({
  TimeGenerated: '2026-11-20T11:00:00Z',
  Computer,
  SourceComputerId: `id of ${Computer}`,
});
const values = (Computer: string, data: Readonly<Record<string, string>>) =>
  Object.entries(data).map(([ValueName, ValueData]) => ({
    ...machine(Computer),
    ConfigDataType: 'Registry',
    RegistryKey: netlogonBaseline.key,
    ValueName,
    ValueType: 'REG_DWORD',
    ValueData,
  }));
const right = {
  RequireSignOrSeal: '1',
  SealSecureChannel: '1',
  SignSecureChannel: '1',
  RequireStrongKey: '0x1',
  DisablePasswordChange: '0',
  MaximumPasswordAge: '30',
};

test('an owner has the key monitored, and what Windows machines send is compared with what is expected', async ({
  page,
  open,
}) => {
  await open(`${addressOf(empty)}/baselines`);
  await expect(page.getByText('No Windows server has reported')).toBeVisible();
  await expect(page.getByText('Not monitored yet')).toBeVisible();
  await page.getByRole('button', { name: 'Add to monitoring' }).click();
  await expect(page.getByText('Monitored by the item NetlogonParameters')).toBeVisible();

  await ingest(page, 'Heartbeat', [
    { ...machine('NEW-DC-01'), OSType: 'Windows' },
    { ...machine('NEW-POS-01'), OSType: 'Windows' },
    { ...machine('NEW-POS-02'), OSType: 'Windows' },
    { ...machine('new-app-01'), OSType: 'Linux' },
  ]);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText('Nothing has been collected yet')).toBeVisible();

  const { SignSecureChannel: _, ...without } = right;
  await ingest(page, 'ConfigurationData', [
    ...values('NEW-DC-01', right),
    ...values('NEW-POS-01', { ...without, MaximumPasswordAge: '45' }),
  ]);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText('3 servers: 1 as expected, 1 with drift, 1 not collected')).toBeVisible();
  await expect(rows(page).first()).toContainText('NEW-POS-01');
  await expect(rows(page).first()).toContainText('Missing');
  await expect(rows(page).first().getByRole('button', { name: 'Drift 45' })).toBeVisible();
  await expect(rows(page).nth(1)).toContainText('Not collected');

  // What is expected is the owner's choice; the matrix follows while it is edited, and a reload keeps what was saved.
  await page.getByRole('button', { name: 'Expected values' }).click();
  const pane = page.getByRole('dialog', { name: 'Netlogon parameters' });
  const most = pane.getByRole('textbox', { name: 'Most of MaximumPasswordAge' });
  await most.fill('60 days');
  await expect(pane.getByText('"60 days" is not a whole number.')).toBeVisible();
  await expect(pane.getByRole('button', { name: 'Save expectations' })).toBeDisabled();
  await most.fill('60');
  await expect(rows(page).first().getByRole('button', { name: 'Drift 45' })).toBeHidden();
  expect(await violations(page)).toEqual([]);
  await pane.getByRole('button', { name: 'Save expectations' }).click();
  await expect(pane.getByText('Edited')).toHaveCount(0);
  await page.reload();
  await expect(most).toHaveValue('60');
});
