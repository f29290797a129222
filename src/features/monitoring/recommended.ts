import { dataSourceKindOf } from '#core/fim/data-source-kinds';
import { toDataSource } from '#core/fim/data-source';
import type { MonitoredEntity } from '#core/fim/monitored-entity';
import { recommendedLinuxItems, recommendedRegistryItems, recommendedWindowsItems } from '#core/fim/recommended-items';
import type { ConfigurationItem } from '../../api/configuration';

/** The folds of the enable page, in the original's order. */
export const recommendedGroups = [
  { id: 'windowsFiles', title: 'Windows files', items: recommendedWindowsItems },
  { id: 'windowsRegistry', title: 'Registry', items: recommendedRegistryItems },
  { id: 'linuxFiles', title: 'Linux files', items: recommendedLinuxItems },
] as const satisfies readonly { id: keyof typeof dataSourceKindOf; title: string; items: readonly MonitoredEntity[] }[];

/** Every recommended item, in the order they are applied. */
export const recommendedItems: readonly MonitoredEntity[] = recommendedGroups.flatMap(
  ({ items }): readonly MonitoredEntity[] => items,
);

/** Whether an item stands in the configuration as it is to be, whatever else its data source holds. */
export const isApplied = (item: MonitoredEntity, configuration: readonly ConfigurationItem[]): boolean => {
  const stored = configuration.find(({ dataSource }) => dataSource.name.toLowerCase() === item.name.toLowerCase());
  if (!stored?.entity) return false;
  return JSON.stringify(toDataSource(stored.entity)) === JSON.stringify(toDataSource(item));
};

/** Check box over several: all, some or none of them chosen. */
export const checkedState = (names: readonly string[], chosen: ReadonlySet<string>): boolean | 'mixed' => {
  const count = names.filter((name) => chosen.has(name)).length;
  return count === 0 ? false : count === names.length ? true : 'mixed';
};
