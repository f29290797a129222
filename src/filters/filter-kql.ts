import { registrySeparator } from '#core/fim/entity';
import { kqlList, kqlPipe, kqlString } from '#core/fim/kql-text';
import { changeTypes } from '../ui/change-words';
import { type ChangeFilter, fimTypes } from './change-filter';
import { termSides } from './terms';

const searched = ['FileSystemPath', 'RegistryKey', 'ValueName', 'Computer', 'ValueData', 'PreviousValueData'];
const searchedBeyondFim = ['SoftwareName', 'SvcName', 'SvcDisplayName'];

/** `q` over entity, server and value data. What the list shows as `key | value name` is found as it is shown. */
const searchStep = ({ q, all }: ChangeFilter): string | undefined => {
  const wanted = q.trim();
  if (wanted === '') return undefined;
  const literal = kqlString(wanted);
  const columns = [...searched, ...(all ? searchedBeyondFim : [])].map((column) => `${column} contains ${literal}`);
  const joined = wanted.includes('|')
    ? [`strcat(RegistryKey, ${kqlString(registrySeparator)}, ValueName) contains ${literal}`]
    : [];
  return `where ${[...columns, ...joined].join(' or ')}`;
};

const anyOf = (column: string, terms: readonly string[]): (string | undefined)[] => {
  const { include, exclude } = termSides(terms);
  return [
    include.length > 0 ? `where ${column} in ${kqlList(include)}` : undefined,
    exclude.length > 0 ? `where ${column} !in ${kqlList(exclude)}` : undefined,
  ];
};

/** One step per side for conditions that are no plain comparison of a column. */
const anyMatch = (terms: readonly string[], condition: (literal: string, value: string) => string) => {
  const { include, exclude } = termSides(terms);
  const joined = (values: readonly string[]) => values.map((value) => condition(kqlString(value), value)).join(' or ');
  return [
    include.length > 0 ? `where ${joined(include)}` : undefined,
    exclude.length > 0 ? `where not(${joined(exclude)})` : undefined,
  ];
};

const beginsWith = (literal: string) => `FileSystemPath startswith ${literal} or RegistryKey startswith ${literal}`;

const isEntity = (literal: string, value: string) => {
  const at = value.indexOf(registrySeparator);
  const registry =
    at < 0
      ? `(RegistryKey == ${literal} and isempty(ValueName))`
      : `(RegistryKey == ${kqlString(value.slice(0, at))} and ValueName == ${kqlString(value.slice(at + registrySeparator.length))})`;
  return `FileSystemPath == ${literal} or ${registry} or SvcName == ${literal} or SoftwareName == ${literal}`;
};

/** Heartbeats of the machines a filter leaves: only its servers narrow them, since machines have no category or path. */
export const filteredHeartbeats = (filter: ChangeFilter): string =>
  kqlPipe('Heartbeat', ...anyOf('SourceComputerId', filter.server));

/**
 * The rows of `ConfigurationChange` a filter leaves, without order and range, one operator a line. Every count, chart and list of a
 * workspace's pages begins with this text, so that they are about the same rows.
 */
export const filteredChanges = (filter: ChangeFilter): string =>
  kqlPipe(
    'ConfigurationChange',
    `where ConfigChangeType in ${kqlList(filter.all ? changeTypes : fimTypes)}`,
    ...anyOf('ConfigChangeType', filter.type),
    ...anyOf('ChangeCategory', filter.category),
    ...anyOf('SourceComputerId', filter.server),
    ...anyMatch(filter.path, beginsWith),
    ...anyMatch(filter.entity, isEntity),
    ...anyMatch(filter.field, (literal) => `FieldsChanged has ${literal}`),
    searchStep(filter),
  );
