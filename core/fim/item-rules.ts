import { type MonitoredEntity, recommendedGroup, securityGroup } from './monitored-entity';
import { hasWildcard, includes, samePath } from './path-match';
import { checkPath, type PathProblem } from './path-rules';
import { isDefaultRegistryKey } from './default-registry-keys';

/** What is wrong with one field of an item, or worth knowing about it. `example` says what would do, where that helps. */
export type ItemProblem = {
  readonly field: 'name' | 'path' | 'recurse' | 'links' | 'content' | 'group';
  readonly code: string;
  readonly severity: PathProblem['severity'];
  readonly message: string;
  readonly example?: string;
};

/** Azure resource names: no separators, no reserved signs, no dot or space at the end. */
const badName = /[<>*%&:\\?/#"|]|\p{Cc}|[. ]$/u;
const longestName = 200;

const named = (items: readonly MonitoredEntity[]) => {
  const shown = items.slice(0, 3).map(({ path, group }) => `${path} (${group})`);
  const more = items.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
};

const nameError = (code: string, message: string, example: string): readonly ItemProblem[] => [
  { field: 'name', severity: 'error', code, message, example },
];

/** Problems of an item's name: the part after the kind that the form shows. `taken` are the names of the other items. */
export const checkItemName = (name: string, taken: readonly string[]): readonly ItemProblem[] => {
  const trimmed = name.trim();
  if (trimmed === '') return nameError('NameRequired', 'A name is required.', 'Hosts file');
  if (trimmed.length > longestName)
    return nameError('NameTooLong', `A name has at most ${longestName} characters.`, 'Hosts file');
  if (badName.test(trimmed)) {
    return nameError(
      'NameInvalid',
      'The name must not contain < > * % & : \\ ? / # " | or control characters, nor end with a dot.',
      'Hosts file',
    );
  }
  return taken.some((other) => other.toLowerCase() === trimmed.toLowerCase())
    ? nameError(
        'NameTaken',
        'Another item of this kind has this name. The name is part of its address.',
        `${trimmed} 2`,
      )
    : [];
};

/** The seed's own items are exempt from warnings (design §10.18): nobody here chose them. */
const isOurs = ({ group }: MonitoredEntity) => group === recommendedGroup || group === securityGroup;

const pathNote = (code: string, severity: ItemProblem['severity'], message: string): readonly ItemProblem[] => [
  { field: 'path', code, severity, message },
];

const amongOthers = (item: MonitoredEntity, others: readonly MonitoredEntity[]): readonly ItemProblem[] => {
  const twins = others.filter((other) => samePath(item, other));
  if (twins.length > 0) return pathNote('Duplicate', 'warning', `Another item has this path already: ${named(twins)}.`);
  const wider = others.filter((other) => other.enabled && includes(other, item));
  const narrower = others.filter((other) => other.enabled && includes(item, other));
  return [
    ...(wider.length > 0
      ? pathNote('CoveredByOther', 'info', `Already covered by ${named(wider)}. It is still reported once only.`)
      : []),
    ...(narrower.length > 0
      ? pathNote('CoversOthers', 'info', `Covers what these watch too: ${named(narrower)}.`)
      : []),
  ];
};

/**
 * Problems of an item beside the others of its workspace (`others` without itself), errors first. The path's rules are part of it,
 * so that form and service say the same.
 */
export const checkItem = (item: MonitoredEntity, others: readonly MonitoredEntity[]): readonly ItemProblem[] => {
  const path: readonly ItemProblem[] = checkPath(item.kind, item.path).map((problem) => ({
    field: 'path',
    ...problem,
  }));
  if (path.some(({ severity }) => severity === 'error')) return path;
  const found: ItemProblem[] = [...path, ...amongOthers(item, others)];
  if (item.kind === 'windowsRegistry' && item.recurse && !isDefaultRegistryKey(item.path)) {
    found.push({
      field: 'recurse',
      code: 'RegistryRecursion',
      severity: 'warning',
      message: 'Azure follows the keys below only for its 17 default keys. Elsewhere each key is an item of its own.',
    });
  }
  if (item.kind !== 'windowsRegistry' && item.pathType === 'File' && item.recurse && !hasWildcard(item.path)) {
    found.push({
      field: 'recurse',
      code: 'NothingBelow',
      severity: 'info',
      message: 'A single file has nothing below it: recursion has no effect.',
    });
  }
  if (item.kind === 'linuxFiles' && item.links === 'Manage') {
    found.push({
      field: 'links',
      code: 'ManagedLinks',
      severity: item.maxContentBytes > 0 ? 'warning' : 'info',
      message: 'Manage watches the link itself, not what it points to: no content is read.',
    });
  }
  return isOurs(item) ? found.filter(({ severity }) => severity === 'error') : found;
};

/** How much of the limits of a machine a configuration uses: enabled entries, as design §10.18 counts them. */
export const budgetOf = (items: readonly MonitoredEntity[]): { readonly files: number; readonly registry: number } => {
  const enabled = items.filter((item) => item.enabled);
  const registry = enabled.filter(({ kind }) => kind === 'windowsRegistry').length;
  return { files: enabled.length - registry, registry };
};
