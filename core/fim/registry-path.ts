/** The hives, each by its full name first and then as people and tools write it. */
const hives = [
  ['HKEY_LOCAL_MACHINE', 'HKLM', 'MACHINE'],
  ['HKEY_USERS', 'HKU', 'USERS'],
  ['HKEY_CURRENT_USER', 'HKCU'],
  ['HKEY_CLASSES_ROOT', 'HKCR', 'CLASSES_ROOT'],
  ['HKEY_CURRENT_CONFIG', 'HKCC'],
] as const;

type Hive = (typeof hives)[number][0];

const byAlias = new Map<string, Hive>(
  hives.flatMap(([hive, ...aliases]) => [hive, ...aliases].map((alias): [string, Hive] => [alias, hive])),
);

/** A registry path taken apart: the hive by its full name, and the key below it without separators at its ends. */
export type RegistryPath = { readonly hive: Hive; readonly key: string };

/**
 * Reads a registry path in any of the forms people paste: `HKLM\...`, `HKLM:\...` (PowerShell), `MACHINE\...` (security policies),
 * `Computer\HKEY_LOCAL_MACHINE\...` (the registry editor's address bar). Undefined without a known hive.
 */
export const parseRegistryPath = (path: string): RegistryPath | undefined => {
  const [, name = '', key = ''] =
    /^(?:Computer\\)?([A-Za-z_]+):?(?:\\+(.*))?$/s.exec(path.trim().replace(/^\\+(?=(?:HK|MACHINE|Computer))/i, '')) ??
    [];
  const hive = byAlias.get(name.toUpperCase());
  return hive && { hive, key: key.replace(/\\+$/, '') };
};

/** The path with its hive's full name, as the agent and Azure write it; unchanged where it names no hive. */
export const normalRegistryPath = (path: string): string => {
  const parsed = parseRegistryPath(path);
  if (!parsed) return path;
  return parsed.key === '' ? parsed.hive : `${parsed.hive}\\${parsed.key}`;
};
