import { parseAcls } from './acls';
import { readSddl } from './sddl';

/** One entry of an access control list. Rights by Windows' names (`FullControl`, `ReadAndExecute`). */
export type AccessEntry = {
  readonly side: 'Allow' | 'Deny' | 'Audit';
  readonly who: string;
  readonly rights: readonly string[];
  readonly inherited: boolean;
};

/** Owner, group and entries of an `Acls` text. `protected`: nothing is inherited from the folder or key above. */
export type AccessList = {
  readonly owner?: string;
  readonly group?: string;
  readonly entries: readonly AccessEntry[];
  readonly protected?: boolean;
};

const entryStart = /^(.+?)\s+(Allow|Deny|Audit)(?:ed)?\b:?\s*(.*)$/i;

const sideOf = (word: string): AccessEntry['side'] => {
  const lower = word.toLowerCase();
  return lower === 'deny' ? 'Deny' : lower === 'audit' ? 'Audit' : 'Allow';
};

/** `BUILTIN\Users Allow ReadAndExecute, Synchronize, Everyone Deny Write`: a part without a verb belongs to the entry before it. */
const entriesOf = (text: string): readonly AccessEntry[] | undefined => {
  const entries: { side: AccessEntry['side']; who: string; rights: string[]; inherited: boolean }[] = [];
  for (const part of text.split(/,\s*|\r?\n/).filter((piece) => piece.trim() !== '')) {
    const start = entryStart.exec(part.trim());
    const last = entries.at(-1);
    if (start) {
      const [, who = '', verb = '', right = ''] = start;
      const inherited = /\(inherited\)|\(I\)/i.test(right);
      entries.push({
        side: sideOf(verb),
        who,
        rights: [right.replace(/\s*\((?:inherited|I)\)/i, '')].filter((word) => word !== ''),
        inherited,
      });
    } else if (last) last.rights.push(part.trim());
    else return undefined;
  }
  return entries;
};

/** The agent's text for Linux files, `owner root (0), group root (0)`, and `root:root` of other collectors. */
const linuxOwners = (text: string): AccessList | undefined => {
  const match =
    /^owner\s+(.+?),\s*group\s+(.+)$/i.exec(text.trim()) ??
    /^([a-z_][\w.-]{0,63}):([a-z_][\w.-]{0,63})$/i.exec(text.trim());
  const [, owner, group] = match ?? [];
  return owner === undefined || group === undefined ? undefined : { owner, group, entries: [] };
};

/** Wazuh's list for Windows files: `[{"name": "Users", "allowed": ["READ_DATA"], "denied": [...]}]`. */
const namedRights = (text: string): AccessList | undefined => {
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list) || list.length === 0) return undefined;
    const entries = list.flatMap((item: unknown) => {
      if (typeof item !== 'object' || item === null || !('name' in item) || typeof item.name !== 'string') return [];
      const who = item.name;
      return (['allowed', 'denied'] as const).flatMap((key): AccessEntry[] => {
        const rights: unknown = Reflect.get(item, key);
        if (!Array.isArray(rights)) return [];
        const words = rights.filter((right) => typeof right === 'string');
        return [{ side: key === 'denied' ? 'Deny' : 'Allow', who, rights: words, inherited: false }];
      });
    });
    return entries.length >= list.length ? { entries } : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Reads an `Acls` text: Azure's list of names and values, a security descriptor (SDDL), Wazuh's list, or owner and group of a Linux
 * file. Undefined for any other text, which is then shown as it is.
 */
export const readAccessList = (text: string): AccessList | undefined => {
  const listed = parseAcls(text);
  if (!listed) return linuxOwners(text) ?? readSddl(text) ?? namedRights(text);
  const entries: AccessEntry[] = [];
  let [owner, group]: (string | undefined)[] = [];
  for (const { name, value } of listed) {
    const key = name.toLowerCase();
    if (key === 'owner' && owner === undefined) owner = value;
    else if (key === 'group' && group === undefined) group = value;
    else {
      const found = entriesOf(entryStart.test(value) ? value : `${name} Allow ${value}`);
      if (!found) return undefined;
      entries.push(...found);
    }
  }
  return { ...(owner === undefined ? {} : { owner }), ...(group === undefined ? {} : { group }), entries };
};

/** Windows' names of rights in plain words; others stay as they are. */
const plainRights: Readonly<Record<string, string>> = {
  FullControl: 'full control',
  Modify: 'read, run, change and delete',
  ReadAndExecute: 'read and run',
  Read: 'read',
  Write: 'write',
  Execute: 'run',
  ListDirectory: 'list',
  Delete: 'delete',
  DeleteSubdirectoriesAndFiles: 'delete what is inside',
  ReadPermissions: 'read permissions',
  ChangePermissions: 'change permissions',
  TakeOwnership: 'take ownership',
  ReadData: 'read data',
  WriteData: 'write data',
  AppendData: 'append data',
  ReadAttributes: 'read attributes',
  WriteAttributes: 'write attributes',
  ReadExtendedAttributes: 'read extended attributes',
  WriteExtendedAttributes: 'write extended attributes',
  ExecuteFile: 'run',
  SetValue: 'set values',
  QueryValues: 'read values',
  CreateSubKey: 'create subkeys',
  EnumerateSubKeys: 'list subkeys',
};

const wordsOf = (rights: readonly string[]): string => {
  // Every right to open a file includes it.
  const telling = rights.filter((right) => right !== 'Synchronize');
  return telling.map((right) => plainRights[right] ?? right).join(', ') || 'nothing';
};

const verbs = { Allow: 'may', Deny: 'may not', Audit: 'is recorded on' } satisfies Record<AccessEntry['side'], string>;

/** `BUILTIN\Users may: read and run`, with `(inherited)` where the folder or key above grants it. */
export const describeAccess = ({ side, who, rights, inherited }: AccessEntry): string =>
  `${who} ${verbs[side]}: ${wordsOf(rights)}${inherited ? ' (inherited)' : ''}`;

/** One line of what changed between two lists. */
export type AccessStep = { readonly kind: 'added' | 'removed' | 'changed'; readonly text: string };

const keyOf = ({ side, who, inherited }: AccessEntry) => `${side} ${inherited} ${who.toLowerCase()}`;

const merged = (entries: readonly AccessEntry[]): ReadonlyMap<string, AccessEntry> => {
  const byKey = new Map<string, AccessEntry>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const known = byKey.get(key);
    byKey.set(key, known ? { ...known, rights: [...new Set([...known.rights, ...entry.rights])] } : entry);
  }
  return byKey;
};

const moved = (what: string, before: string | undefined, after: string | undefined): AccessStep[] =>
  before === after || (before ?? after) === undefined
    ? []
    : [{ kind: 'changed', text: `${what}: ${after ?? 'nobody named'} instead of ${before ?? 'nobody named'}` }];

/** What the step from one list to the other gives and takes, in words: owner and group first, then entry by entry. */
export const describeAccessChange = (before: AccessList, after: AccessList): readonly AccessStep[] => {
  const [from, to] = [merged(before.entries), merged(after.entries)];
  const steps: AccessStep[] = [
    ...moved('Owner', before.owner, after.owner),
    ...moved('Group', before.group, after.group),
    ...(before.protected === after.protected
      ? []
      : [
          {
            kind: 'changed' as const,
            text: after.protected
              ? 'Inheritance from above was switched off'
              : 'Inheritance from above was switched on',
          },
        ]),
  ];
  for (const [key, entry] of to) {
    const earlier = from.get(key);
    if (!earlier) steps.push({ kind: 'added', text: describeAccess(entry) });
    else if (wordsOf(earlier.rights) !== wordsOf(entry.rights)) {
      steps.push({ kind: 'changed', text: `${describeAccess(entry)}, instead of: ${wordsOf(earlier.rights)}` });
    }
  }
  for (const [key, entry] of from) if (!to.has(key)) steps.push({ kind: 'removed', text: describeAccess(entry) });
  return steps;
};
