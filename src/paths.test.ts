import { expect, test } from 'vitest';
import { filterKeys } from './filters/change-filter';
import { keepPageSearch, keepRangeSearch, paths, workspaceKeys } from './paths';

const workspace = { subscriptionId: '0000', resourceGroup: 'rg (prod)', workspaceName: 'la-1' };

test('every URL of the app', () => {
  expect({
    workspaces: paths.workspaces(),
    workspace: paths.workspace(workspace),
    servers: paths.servers(workspace),
    changes: paths.changes(workspace),
    change: paths.change(workspace, 'a/b:7'),
    enable: paths.enable(workspace),
    disable: paths.disable(workspace),
    plan: paths.plan(workspace),
    settings: paths.settings(workspace, 'registry'),
    newSetting: paths.newSetting(workspace, 'registry'),
    setting: paths.setting(workspace, 'registry', 'Kind_a b'),
    baselines: paths.baselines(workspace),
    logs: paths.logs(workspace),
  }).toMatchInlineSnapshot(`
    {
      "baselines": "/workspaces/0000/rg%20(prod)/la-1/baselines",
      "change": "/workspaces/0000/rg%20(prod)/la-1/changes/a%2Fb%3A7",
      "changes": "/workspaces/0000/rg%20(prod)/la-1/changes",
      "disable": "/workspaces/0000/rg%20(prod)/la-1/disable",
      "enable": "/workspaces/0000/rg%20(prod)/la-1/enable",
      "logs": "/workspaces/0000/rg%20(prod)/la-1/logs",
      "newSetting": "/workspaces/0000/rg%20(prod)/la-1/settings/registry/new",
      "plan": "/workspaces/0000/rg%20(prod)/la-1/plan",
      "servers": "/workspaces/0000/rg%20(prod)/la-1/servers",
      "setting": "/workspaces/0000/rg%20(prod)/la-1/settings/registry/items/Kind_a%20b",
      "settings": "/workspaces/0000/rg%20(prod)/la-1/settings/registry",
      "workspace": "/workspaces/0000/rg%20(prod)/la-1",
      "workspaces": "/workspaces",
    }
  `);
});

test('range, zone and filters travel between the tabs of a workspace, the view of a tab stays behind', () => {
  expect(keepPageSearch('?range=P1D&q=ssh&server=a&server=b&tz=utc&sort=oldest')).toBe(
    '?range=P1D&q=ssh&server=a&server=b&tz=utc',
  );
  expect(keepPageSearch('?sort=oldest')).toBe('');
  expect(filterKeys.filter((key) => !workspaceKeys.includes(key))).toEqual([]);
});

test('another workspace gets the range and zone only', () => {
  expect(keepRangeSearch('?range=P1D&q=ssh&server=a&tz=utc')).toBe('?range=P1D&tz=utc');
});
