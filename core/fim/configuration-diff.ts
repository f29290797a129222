import type { DataSource } from '../contract/data-sources';
import type { Json } from '../kql/vector';
import { checkDataSource } from './data-source-check';

/** A part of a configuration without the marks of where it is stored: what a file carries, and what a PUT takes. */
export type ConfigurationEntry = Pick<DataSource, 'name' | 'kind' | 'properties'>;

/** One property that is not the same on both sides; undefined where a side lacks it. */
export type PropertyDifference = {
  readonly property: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
};

/** What becomes of one entry when one configuration takes the place of another. `T`: an entry as it is stored here. */
export type EntryDifference<T extends ConfigurationEntry = ConfigurationEntry> =
  | { readonly status: 'added'; readonly name: string; readonly after: ConfigurationEntry; readonly refusal?: string }
  | {
      readonly status: 'changed';
      readonly name: string;
      readonly before: T;
      readonly after: ConfigurationEntry;
      readonly properties: readonly PropertyDifference[];
      readonly refusal?: string;
    }
  | { readonly status: 'unchanged'; readonly name: string; readonly before: T }
  | { readonly status: 'onlyHere'; readonly name: string; readonly before: T };

/** Names of resources differ in case between services. */
const keyOf = (name: string) => name.toLowerCase();

const sameJson = (a: Json | undefined, b: Json | undefined) => JSON.stringify(a) === JSON.stringify(b);

const propertyOf = (properties: ConfigurationEntry['properties'], name: string): Json | undefined =>
  Object.hasOwn(properties, name) ? properties[name] : undefined;

/** Properties that differ between two versions of an entry, each as it is stored: `"True"` and `true` are two values. */
export const propertyDifferences = (
  before: ConfigurationEntry['properties'],
  after: ConfigurationEntry['properties'],
): readonly PropertyDifference[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((property) => {
    const [was, is] = [propertyOf(before, property), propertyOf(after, property)];
    return sameJson(was, is) ? [] : [{ property, before: was, after: is }];
  });

/** Why the service would not take an entry; undefined where it would. */
const refusalOf = (after: ConfigurationEntry, before?: ConfigurationEntry): string | undefined =>
  before && before.kind.toLowerCase() !== after.kind.toLowerCase()
    ? `It is stored here as ${before.kind}, and the kind of an entry cannot change. Delete it here first.`
    : checkDataSource(after)?.message;

const pair = <T extends ConfigurationEntry>(before: T, after: ConfigurationEntry): EntryDifference<T> => {
  const { name } = before;
  const properties = propertyDifferences(before.properties, after.properties);
  const isSameKind = before.kind.toLowerCase() === after.kind.toLowerCase();
  if (properties.length === 0 && isSameKind) return { status: 'unchanged', name, before };
  const refusal = refusalOf(after, before);
  return { status: 'changed', name, before, after, properties, ...(refusal !== undefined && { refusal }) };
};

/**
 * What would have to be done to `here` so that it becomes `wanted`, one difference per name, in the order of `wanted`, what only `here`
 * has at the end. Names are compared without case, properties as they are stored. `refusal` says why the service would not store one.
 */
export const diffConfigurations = <T extends ConfigurationEntry>(
  here: readonly T[],
  wanted: readonly ConfigurationEntry[],
): readonly EntryDifference<T>[] => {
  const stored = new Map(here.map((entry) => [keyOf(entry.name), entry]));
  const named = new Set(wanted.map(({ name }) => keyOf(name)));
  const differences = wanted.map((after): EntryDifference<T> => {
    const before = stored.get(keyOf(after.name));
    if (before) return pair(before, after);
    const refusal = refusalOf(after);
    return { status: 'added', name: after.name, after, ...(refusal !== undefined && { refusal }) };
  });
  const left = here
    .filter(({ name }) => !named.has(keyOf(name)))
    .map((before): EntryDifference<T> => ({ status: 'onlyHere', name: before.name, before }));
  return [...differences, ...left];
};

/** A write that makes one difference go away: from what is stored to what is wanted, undefined where there is, or will be, none. */
export type ConfigurationWrite<T extends ConfigurationEntry = ConfigurationEntry> = {
  readonly name: string;
  readonly before: T | undefined;
  readonly after: Pick<ConfigurationEntry, 'kind' | 'properties'> | undefined;
};

/** The writes of some differences. Unchanged entries and those the service would refuse need, or get, none. */
export const writesOf = <T extends ConfigurationEntry>(
  differences: readonly EntryDifference<T>[],
): readonly ConfigurationWrite<T>[] =>
  differences.flatMap((difference): readonly ConfigurationWrite<T>[] => {
    const { name } = difference;
    switch (difference.status) {
      case 'unchanged':
        return [];
      case 'onlyHere':
        return [{ name, before: difference.before, after: undefined }];
      case 'added':
      case 'changed': {
        if (difference.refusal !== undefined) return [];
        const { kind, properties } = difference.after;
        const before = difference.status === 'changed' ? difference.before : undefined;
        return [{ name, before, after: { kind, properties } }];
      }
    }
  });
