import { parseMonitoredItem } from '#core/fim/data-source';
import type { Step } from './change-set';

const entityOf = ({ name, before, after }: Step) => {
  const body = after ?? before;
  return body && parseMonitoredItem({ name, kind: body.kind, properties: body.properties });
};

/** What a step is about: the item's path, or the data source's name where it has none. */
export const stepTitle = (step: Step): string => {
  const entity = entityOf(step);
  if (!entity) return step.name;
  return entity.kind === 'windowsRegistry' && entity.valueName !== ''
    ? `${entity.path} | ${entity.valueName}`
    : entity.path;
};

const shown = (value: unknown): string =>
  value === undefined ? 'none' : typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? 'none');

/** What a step does, property by property as they are stored: `Change enabled: true to false`. */
export const stepWords = ({ before, after }: Step): string => {
  if (!before) return 'Add';
  if (!after) return 'Delete';
  const names = new Set([...Object.keys(before.properties), ...Object.keys(after.properties)]);
  const changes = [...names].flatMap((name) => {
    const [was, is] = [before.properties[name], after.properties[name]];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [`${name}: ${shown(was)} to ${shown(is)}`];
  });
  return changes.length === 0 ? 'No change' : `Change ${changes.join(', ')}`;
};
