import type { Page } from '@playwright/test';
import { addressOf } from './demo-fleet';

const addressOfDataSource = (workspace: string, name: string) => {
  const [, , subscription, group] = addressOf(workspace).split('/');
  return `/subscriptions/${String(subscription)}/resourceGroups/${String(group)}/providers/Microsoft.OperationalInsights/workspaces/${workspace}/dataSources/${name}?api-version=2020-08-01`;
};

/** Writes a Linux item as another person would, over the API the page itself speaks. */
export const putLinuxItem = (page: Page, workspace: string, name: string, properties: object): Promise<void> =>
  page.evaluate(
    async ([url, body]) => {
      const reply = await fetch(url, { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
      if (!reply.ok) throw new Error(await reply.text());
    },
    [addressOfDataSource(workspace, name), JSON.stringify({ kind: 'ChangeTrackingLinuxPath', properties })] as const,
  );

/** What is stored of a data source, or the status of the answer where it is none. */
export const propertiesOf = (page: Page, workspace: string, name: string): Promise<unknown> =>
  page.evaluate(
    async (url) => {
      const reply = await fetch(url);
      return reply.ok ? ((await reply.json()) as { properties: unknown }).properties : reply.status;
    },
    addressOfDataSource(workspace, name),
  );
