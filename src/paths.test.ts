import { expect, test } from 'vitest';
import { keepPageSearch, paths } from './paths';

const workspace = { subscriptionId: '0000', resourceGroup: 'rg (prod)', workspaceName: 'la-1' };

test('every URL of the app', () => {
  expect({
    workspaces: paths.workspaces(),
    workspace: paths.workspace(workspace),
    servers: paths.servers(workspace),
    changes: paths.changes(workspace),
    change: paths.change(workspace, 'a/b:7'),
    notMonitored: paths.notMonitored(workspace),
  }).toMatchInlineSnapshot(`
    {
      "change": "/workspaces/0000/rg%20(prod)/la-1/changes/a%2Fb%3A7",
      "changes": "/workspaces/0000/rg%20(prod)/la-1/changes",
      "notMonitored": "/workspaces/0000/rg%20(prod)/la-1/not-monitored",
      "servers": "/workspaces/0000/rg%20(prod)/la-1/servers",
      "workspace": "/workspaces/0000/rg%20(prod)/la-1",
      "workspaces": "/workspaces",
    }
  `);
});

test('range and zone travel between pages, everything else stays behind', () => {
  expect(keepPageSearch('?range=P1D&q=ssh&tz=utc&sort=changes')).toBe('?range=P1D&tz=utc');
  expect(keepPageSearch('?q=ssh')).toBe('');
});
