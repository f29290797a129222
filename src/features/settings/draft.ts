import { dataSourceName } from '#core/fim/data-source';
import { checkItem, checkItemName, type ItemProblem } from '#core/fim/item-rules';
import { customGroup, type MonitoredEntity, type MonitoredEntityKind } from '#core/fim/monitored-entity';
import { type Item, itemNameOf } from './items';

/** An item as it stands in the form. */
export type Draft = {
  /** The name people choose; read-only once the item is stored. */
  readonly itemName: string;
  readonly entity: MonitoredEntity;
};

/** What `maxContentsReturnable` is set to when content is to be uploaded: Azure's own forms write it so, bytes. */
export const contentBytes = 5_000_000;

/** A new item with the original form's defaults. */
export const newDraft = (kind: MonitoredEntityKind): Draft => {
  const common = { name: '', enabled: true, group: customGroup, path: '', recurse: false };
  if (kind === 'windowsRegistry') return { itemName: '', entity: { kind, ...common, valueName: '' } };
  const file = { ...common, pathType: 'File', maxContentBytes: 0 } as const;
  return {
    itemName: '',
    entity:
      kind === 'windowsFiles'
        ? { kind, ...file, checksum: 'Md5', maxOutputBytes: 0 }
        : { kind, ...file, checksum: 'Sha256', maxOutputBytes: contentBytes, useSudo: true, links: 'Follow' },
  };
};

/** The stored item as a draft. */
export const draftOf = ({ dataSource, entity }: Pick<Item, 'dataSource' | 'entity'>): Draft => ({
  itemName: itemNameOf(dataSource),
  entity,
});

/** Problems of a draft beside the other items of the workspace, errors first. `stored`: name of its data source, if it has one. */
export const draftProblems = (
  { itemName, entity }: Draft,
  items: readonly Item[],
  stored: string | undefined,
): readonly ItemProblem[] => {
  const others = items.filter(({ dataSource }) => dataSource.name !== stored);
  const sameKind = others.filter((other) => other.entity.kind === entity.kind);
  const name =
    stored === undefined
      ? checkItemName(
          itemName,
          sameKind.map(({ dataSource }) => itemNameOf(dataSource)),
        )
      : [];
  const trimmed = { ...entity, path: entity.path.trim() };
  return [
    ...name,
    ...checkItem(
      trimmed,
      sameKind.map((other) => other.entity),
    ),
  ].sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
};

/** The draft as it is stored: without the spaces people paste around names and paths. */
export const finished = ({ itemName, entity }: Draft): MonitoredEntity => ({
  ...entity,
  name: dataSourceName(entity.kind, itemName.trim()),
  path: entity.path.trim(),
});
