import type { Locator, Page } from '@playwright/test';
import { workspaces } from '#mocks/fleet/organisation';
import { expect } from './fixtures';

/** Address of a demo workspace's own pages, without a slash at its end. */
export const addressOf = (name: string): string => {
  const found = workspaces.find((workspace) => workspace.name === name);
  if (!found) throw new Error(`the fleet has no workspace ${name}`);
  return `/workspaces/${found.subscription.id}/${found.resourceGroup}/${name}`;
};

/** Opens a tab of a demo workspace by its address: the way through the list is a story of its own (workspaces.spec.ts). */
export const openWorkspace = async (
  page: Page,
  open: (path: string) => Promise<void>,
  name: string,
  tab: 'Servers' | 'Changes',
) => {
  await open(`${addressOf(name)}/${tab.toLowerCase()}`);
  await expect(page.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true');
};

/** Rows of one of the big tables, without its head and without those still on their way. */
export const rowsOf = (page: Page, table: 'Servers' | 'Changes') =>
  page
    .getByRole('table', { name: table })
    .getByRole('row')
    .filter({ has: page.getByRole('link') });

/** Where a column stands among the cells of a row, by its head: readers choose and move columns. */
export const columnOf = async (page: Page, table: 'Servers' | 'Changes', head: string): Promise<number> => {
  const columns = page.getByRole('table', { name: table }).getByRole('columnheader');
  await expect(columns.first()).toBeVisible();
  const heads = await columns.allInnerTexts();
  const at = heads.findIndex((text) => text.trim().startsWith(head));
  if (at < 0) throw new Error(`no column ${head} among ${heads.join(', ')}`);
  return at;
};

/** The number in the figure that a label of the summary names, once the summary is about what was asked last. */
export const total = async (page: Page, label: 'Total servers' | 'Total changes'): Promise<number> => {
  const summary = page.getByRole('region', { name: 'Summary' });
  await expect(summary).toHaveAttribute('aria-busy', 'false');
  const figure = summary.locator('dl > div', { has: page.getByText(label, { exact: true }) }).getByRole('definition');
  await expect(figure.first()).toHaveText(/^[\d,]+$/);
  return Number((await figure.first().innerText()).replaceAll(',', ''));
};

/** Sum of the figures in a table's cells. */
export const sumOf = async (table: Locator): Promise<number> => {
  const figures = await table.getByRole('cell').allInnerTexts();
  return figures.reduce((sum, figure) => sum + Number(figure.replaceAll(/\D/g, '')), 0);
};

/** A bar of the summary, by its label: pressing it filters the page. */
export const barButton = (page: Page, name: string) =>
  page
    .getByRole('region', { name: 'Summary' })
    .getByRole('group', { name: /^Change (type|category)$/ })
    .getByRole('button', { name: new RegExp(`^${name}`) });

/** The count a bar of the summary shows. */
export const bar = async (page: Page, name: string): Promise<number> =>
  Number((await barButton(page, name).innerText()).replaceAll(/\D/g, ''));

/** Chooses something in the filter pane and applies it. */
export const chooseInFilter = async (page: Page, label: string | RegExp) => {
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const pane = page.getByRole('dialog', { name: 'Filter' });
  await pane.getByRole('radio', { name: label }).check();
  await pane.getByRole('button', { name: 'Apply' }).click();
  await expect(pane).toBeHidden();
};

/** Sends rows to a demo workspace as an agent would, from inside the page: the same in both modes. Answers the status, 204 when stored. */
export const ingest = (page: Page, name: string, table: string, sent: readonly object[]): Promise<number> =>
  page.evaluate(
    async ([address, stream, body]) => {
      const [, , subscription, group, workspace] = address.split('/');
      const rule = await fetch(
        `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Insights/dataCollectionRules/fim-${workspace}?api-version=2023-03-11`,
      );
      const { properties } = await rule.json();
      const url = `/dataCollectionRules/${properties.immutableId}/streams/Microsoft-${stream}?api-version=2023-01-01`;
      const reply = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return reply.status;
    },
    [addressOf(name), table, JSON.stringify(sent)] as const,
  );
