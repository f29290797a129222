import type { Page } from '@playwright/test';
import { addressOf, rowsOf } from '../demo-fleet';
import { expect, test } from '../fixtures';
import { expectAccessible, expectFits } from '../looks';

/**
 * Every page and state, in the mock, where each can be forced: where it is, and what must show (and be pressed) before it is looked
 * at. A page is looked at in dark and in small windows as well; of what only opens over a page, that part alone is looked at.
 */
type State = {
  readonly name: string;
  readonly at: string;
  readonly steps: readonly ((page: Page) => Promise<unknown>)[];
  readonly part?: string;
};

const prod = addressOf('contoso-prod-eastus');
const heading = (name: string | RegExp) => (page: Page) =>
  expect(page.getByRole('heading', { name }).first()).toBeVisible();
const words = (text: string | RegExp) => (page: Page) => expect(page.getByText(text).first()).toBeVisible();
const listed = (page: Page) => expect(page.getByRole('link', { name: 'contoso-prod-eastus' })).toBeVisible();
const servers = (page: Page) => expect(rowsOf(page, 'Servers').first()).toBeVisible();
const changes = (page: Page) => expect(rowsOf(page, 'Changes').first()).toBeVisible();
const pressed = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
const open = (name: string | RegExp) => (page: Page) => expect(page.getByRole('dialog', { name })).toBeVisible();
const details = (page: Page) => expect(page.getByRole('dialog').getByRole('table').first()).toBeVisible();
const toggles = (page: Page) => expect(page.getByRole('switch').first()).toBeVisible();
const chart = words('Stack by type');
const figure = (page: Page) => expect(page.getByRole('figure', { name: /^Pie chart/ })).toBeVisible();
const byType = 'ConfigurationChange | summarize count() by ConfigChangeType | render piechart';
const [dialog, menu] = ['[role=dialog]', '[role=menu]'];

const groups: Readonly<Record<string, readonly State[]>> = {
  'the list': [
    { name: 'list', at: '/workspaces', steps: [listed] },
    {
      name: 'filter menu',
      at: '/workspaces?location=eastus',
      steps: [listed, pressed(/^Filter by location/)],
      part: menu,
    },
    { name: 'nothing found', at: '/workspaces?q=none', steps: [words(/No workspace matches/)] },
    { name: 'shortcuts', at: '/workspaces', steps: [listed, (page) => page.keyboard.press('?'), open(/Keyboard/)] },
  ],
  'pages of a workspace': [
    { name: 'page not found', at: '/no/such/page', steps: [heading('Page not found')] },
    { name: 'workspace not found', at: '/workspaces/0/none/none/servers', steps: [heading('Workspace not found')] },
    { name: 'enable', at: `${addressOf('retail-warehouse')}/enable`, steps: [words(/of 500 files/)] },
    { name: 'disable', at: `${prod}/disable`, steps: [words(/90 days/)] },
    { name: 'plan', at: `${addressOf('corp-identity')}/plan`, steps: [words(/Current plan/)] },
  ],
  'settings and baselines': [
    { name: 'registry', at: `${prod}/settings/registry`, steps: [toggles] },
    {
      name: 'an item that cannot be saved',
      at: `${prod}/settings/registry/new`,
      steps: [
        async (page) => {
          const path = page.getByRole('textbox', { name: 'Windows registry key' });
          await path.fill('HKLM\\');
          await path.blur();
        },
        words('A whole hive cannot be watched'),
      ],
      part: dialog,
    },
    {
      name: 'file content',
      at: `${prod}/settings/file-content`,
      steps: [words('Storage account of Azure'), (page) => page.getByText('Storage account of Azure').click()],
    },
    {
      name: 'Windows services',
      at: `${prod}/settings/services`,
      steps: [(page) => expect(page.getByRole('slider', { name: 'Every' })).toBeVisible()],
      part: 'main',
    },
    { name: 'baselines', at: `${prod}/baselines`, steps: [words('Drift')] },
  ],
  'the dashboard': [
    { name: 'servers', at: `${prod}/servers`, steps: [servers, chart] },
    {
      name: 'filter pane',
      at: `${prod}/servers?range=P1D`,
      steps: [servers, pressed('Filter'), open('Filter')],
      part: dialog,
    },
    {
      name: 'switcher',
      at: `${prod}/servers`,
      steps: [servers, pressed('Switch workspace'), open(/Switch/)],
      part: dialog,
    },
    {
      name: 'monitoring off',
      at: `${addressOf('retail-warehouse')}/servers`,
      steps: [words(/is off in this workspace/)],
    },
  ],
  'the changes': [
    {
      name: 'changes',
      at: `${prod}/changes?category=Added&path=%2Fetc%2F`,
      steps: [changes, chart, pressed('Facets'), words('Changed field')],
    },
    { name: 'views', at: `${prod}/changes`, steps: [changes, pressed('Views')], part: menu },
    {
      name: 'change not here',
      at: `${prod}/changes/none:1`,
      steps: [words('This change is not here any more')],
      part: dialog,
    },
    { name: 'hash everywhere', at: `${prod}/changes?hash=${'ab'.repeat(32)}`, steps: [open(/hash/)], part: dialog },
    {
      name: 'details',
      at: `${prod}/changes`,
      steps: [changes, (page) => rowsOf(page, 'Changes').first().click(), details],
      part: dialog,
    },
  ],
  'the logs': [
    {
      name: 'schema, a chart of filtered rows',
      at: `${prod}/logs?query=${encodeURIComponent(byType)}&run=true&where=not%3AConfigChangeType%3AFiles`,
      steps: [figure, words('Drawn from')],
    },
    {
      name: 'rows',
      at: `${prod}/logs?query=${encodeURIComponent('print Name = "a", Bag = dynamic({"b": 1})')}&run=true`,
      steps: [
        (page) => page.getByRole('table', { name: 'Results' }).getByRole('cell', { name: 'a', exact: true }).click(),
        (page) => expect(page.getByRole('group', { name: /^Values of row/ })).toBeVisible(),
        (page) => page.getByRole('tab', { name: 'History' }).click(),
        (page) => page.getByRole('button', { name: 'Save', exact: true }).click(),
        open('Save the query'),
      ],
      part: 'main, [role=dialog]',
    },
  ],
};

for (const [group, states] of Object.entries(groups)) {
  test(`${group}: no violation of WCAG 2.2 AA, nothing cut off, nothing moves`, async ({ page, open: goTo }) => {
    for (const { name, at, steps, part } of states) {
      await goTo(at);
      for (const step of steps) await step(page);
      await expectAccessible(page, name, part);
      if (part === undefined) await expectFits(page, name);
      else await page.keyboard.press('Escape');
    }
  });
}
