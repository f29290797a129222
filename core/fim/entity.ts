/** A row of `ConfigurationChange` as the query API answers it: any subset of the columns, dynamic ones as parsed JSON. */
export type ChangeCells = Readonly<Record<string, unknown>>;

/** The cell as text, `''` when it is absent, null or not text. */
export const textCell = (cells: ChangeCells, column: string): string => {
  const value = cells[column];
  return typeof value === 'string' ? value : '';
};

/** Between the two parts of a registry entity, as the original pages write it. */
export const registrySeparator = ' | ';

/** Key and value name of a registry value; the key alone when the change is about the key itself. */
export const registryEntity = (key: string, valueName: string): string =>
  valueName === '' ? key : `${key}${registrySeparator}${valueName}`;

/**
 * What changed, in one line: a path, `key | value name`, or the name of the software or service. Falls back to whatever
 * identity the row has, and to `''` when it has none.
 */
export const entityText = (cells: ChangeCells): string => {
  const file = textCell(cells, 'FileSystemPath') || textCell(cells, 'Name');
  const key = textCell(cells, 'RegistryKey');
  const registry = key === '' ? '' : registryEntity(key, textCell(cells, 'ValueName'));
  const service = textCell(cells, 'SvcName') || textCell(cells, 'SvcDisplayName');
  const software = textCell(cells, 'SoftwareName');
  switch (textCell(cells, 'ConfigChangeType')) {
    case 'Files':
      return file || registry || service || software;
    case 'Registry':
      return registry || file || service || software;
    case 'WindowsServices':
    case 'Daemons':
      return service || software || file || registry;
    case 'Software':
      return software || service || file || registry;
    default:
      return file || registry || service || software;
  }
};
