import { expect, test } from 'vitest';
import { parseMonitoredItem, toDataSource } from '#core/fim/data-source';
import { netlogonBaseline } from '#core/fim/netlogon-baseline';
import type { ConfigurationItem } from '../../api/configuration';
import { monitoringOf } from './monitored';

const item = (name: string, more: { path?: string; enabled?: boolean; valueName?: string }): ConfigurationItem => {
  const { path = netlogonBaseline.key, enabled = true, valueName = '' } = more;
  const body = toDataSource({
    kind: 'windowsRegistry',
    name,
    group: 'Custom',
    recurse: false,
    path,
    enabled,
    valueName,
  });
  const dataSource = { id: `/${name}`, name, type: 'dataSources', ...body };
  return { dataSource, entity: parseMonitoredItem(dataSource) };
};
const stateOf = (...items: ConfigurationItem[]) => monitoringOf(items, netlogonBaseline.key);

test('a key is monitored as a whole, by some of its values, by an item that is off, or not at all', () => {
  expect(stateOf()).toEqual({ state: 'none' });
  expect(stateOf(item('other', { path: 'HKEY_LOCAL_MACHINE\\SYSTEM' }))).toEqual({ state: 'none' });
  expect(stateOf(item('off', { enabled: false }))).toMatchObject({ state: 'off' });
  expect(
    stateOf(item('off', { enabled: false }), item('on', { path: netlogonBaseline.key.toLowerCase() })),
  ).toMatchObject({
    state: 'on',
    watched: 'all',
  });
  expect(stateOf(item('one', { valueName: 'RequireStrongKey' }), item('off', { enabled: false }))).toMatchObject({
    state: 'on',
    watched: new Set(['requirestrongkey']),
  });
});
