import type { MonitoredEntity } from '#core/fim/monitored-entity';
import { variablesOf } from '#core/fim/path-lab';
import { formatCount } from '../../../ui/numbers';

type Found = {
  readonly coverage: 'whole' | 'part' | 'none';
  readonly entities: number;
  readonly servers: number;
  /** Servers that sent an inventory of this kind at all. */
  readonly collecting: number;
};

const many = (count: number, one: string, more = `${one}s`) => `${formatCount(count)} ${count === 1 ? one : more}`;

const noun = (entity: MonitoredEntity) => (entity.kind === 'windowsRegistry' ? 'value' : 'file');

/** Why nothing at all can be said of a pattern here; undefined where something can. */
export const unresolved = (entity: MonitoredEntity): string | undefined => {
  const names = variablesOf(entity);
  return names.length === 0
    ? undefined
    : `Unknown: ${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} resolved on each machine only.`;
};

/** What the pattern matches, in a sentence. Only of what is collected as a whole may it be said that there is no more. */
export const matchSentence = (entity: MonitoredEntity, { coverage, entities, servers, collecting }: Found): string => {
  const found = `at least ${many(entities, noun(entity))} on ${many(servers, 'server')}`;
  if (collecting === 0) return 'Unknown: no server has sent an inventory of this kind in the last 30 days.';
  switch (coverage) {
    case 'whole':
      return entities === 0
        ? `Nothing of this pattern is in the inventory of the ${many(collecting, 'server')} that sent one.`
        : `Matches ${found}, of ${formatCount(collecting)} that sent an inventory.`;
    case 'part':
      return `Unknown in full: only a part of this is collected.${entities === 0 ? '' : ` Of that part it matches ${found}.`}`;
    case 'none':
      return entities === 0
        ? `Unknown: nothing on these servers collects this ${entity.kind === 'windowsRegistry' ? 'key' : 'folder'} yet.`
        : `Unknown: no enabled setting collects this. Inventory that came otherwise has ${found}.`;
  }
};

/** The changes it would have reported, in a sentence. */
export const changeSentence = (coverage: Found['coverage'], changes: number, servers: number): string =>
  changes > 0
    ? `At least ${many(changes, 'change')} on ${many(servers, 'server')} in the last 30 days.`
    : coverage === 'whole'
      ? 'No change in the last 30 days.'
      : 'How much it changes is unknown until it is collected.';
