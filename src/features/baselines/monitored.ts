import { dataSourceName, editedProperties, toDataSource } from '#core/fim/data-source';
import { customGroup, type WindowsRegistry } from '#core/fim/monitored-entity';
import { reaches } from '#core/fim/path-match';
import { type ConfigurationItem, putConfigurationItem } from '../../api/configuration';
import type { WorkspaceParams } from '../../paths';
import type { Watched } from './machines';

type RegistryItem = ConfigurationItem & { readonly entity: WindowsRegistry };

/** Whether a key is monitored: as a whole or some of its values (`watched`), by an item that is switched off, or not at all. */
export type Monitoring =
  | { readonly state: 'on'; readonly item: RegistryItem; readonly watched: Watched }
  | { readonly state: 'off'; readonly item: RegistryItem }
  | { readonly state: 'none' };

const isOf =
  (key: string) =>
  (item: ConfigurationItem): item is RegistryItem =>
    item.entity?.kind === 'windowsRegistry' && reaches(item.entity, key);

/** How the configuration monitors a key. */
export const monitoringOf = (items: readonly ConfigurationItem[], key: string): Monitoring => {
  const own = items.filter(isOf(key));
  const on = own.filter(({ entity }) => entity.enabled);
  const whole = on.find(({ entity }) => entity.valueName === '');
  if (whole) return { state: 'on', item: whole, watched: 'all' };
  const off = own.find(({ entity }) => entity.valueName === '');
  const [first] = on;
  if (first) {
    return { state: 'on', item: first, watched: new Set(on.map(({ entity }) => entity.valueName.toLowerCase())) };
  }
  return off ? { state: 'off', item: off } : { state: 'none' };
};

/** A name no other item has: the wanted one, or with a number behind it. */
const freeName = (items: readonly ConfigurationItem[], wanted: string): string => {
  const taken = new Set(items.map(({ dataSource }) => dataSource.name.toLowerCase()));
  for (let number = 1; ; number++) {
    const name = dataSourceName('windowsRegistry', number === 1 ? wanted : `${wanted} ${number}`);
    if (!taken.has(name.toLowerCase())) return name;
  }
};

/**
 * Has the whole key monitored: one PUT, which switches on the item there is or adds one of the name `wanted`. Rejects with the
 * service's error, 412 where somebody changed the item meanwhile.
 */
export const monitorKey = async (
  workspace: WorkspaceParams,
  items: readonly ConfigurationItem[],
  { key, name: wanted }: { readonly key: string; readonly name: string },
): Promise<void> => {
  const monitoring = monitoringOf(items, key);
  if (monitoring.state === 'off') {
    const { dataSource, entity } = monitoring.item;
    const properties = editedProperties(dataSource, { ...entity, enabled: true });
    await putConfigurationItem(workspace, dataSource.name, { kind: dataSource.kind, properties }, dataSource.etag);
    return;
  }
  const name = freeName(items, wanted);
  const entity: WindowsRegistry = {
    kind: 'windowsRegistry',
    name,
    enabled: true,
    group: customGroup,
    path: key,
    valueName: '',
    recurse: false,
  };
  await putConfigurationItem(workspace, name, toDataSource(entity), 'absent');
};
