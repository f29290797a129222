import { maxHashedBytes } from '#core/fim/limits';

/** What the agent knows of a file at one moment. Times are microseconds, sizes bytes. */
export type FileState = {
  readonly size: number;
  readonly created: number;
  readonly modified: number;
  readonly hash: string;
  readonly attributes: string;
  readonly acls: string;
};

/** What the agent knows of a registry value. */
export type RegistryState = { readonly data: string; readonly type: string; readonly acls: string };

/** An installed program, package or update, whatever its version. */
export type SoftwareItem = {
  readonly name: string;
  readonly type: 'Application' | 'Package' | 'Update';
  readonly publisher: string;
  readonly description: string;
};

/** What can change about a service or daemon. */
export type ServiceState = { readonly state: string; readonly startupType: string; readonly runlevels?: string };

/** A service or daemon, whatever its state. */
export type ServiceItem = {
  readonly kind: 'WindowsServices' | 'Daemons';
  readonly name: string;
  readonly displayName: string;
  readonly account: string;
  readonly path: string;
};

/** Bytes as Change Tracking counts them on its registry rows: the characters and the closing zero. */
export const registrySize = (state: RegistryState) => (state.type === 'REG_DWORD' ? 4 : state.data.length + 1);

const joinFields = (fields: readonly (string | false)[]) => fields.filter((field) => field !== false).join(';');

/** `FieldsChanged` of a modified file: column names joined by `;`. */
export function fileFieldsChanged(before: FileState, after: FileState): string {
  const hashed = before.size <= maxHashedBytes || after.size <= maxHashedBytes;
  return joinFields([
    before.size !== after.size && 'Size',
    before.created !== after.created && 'DateCreated',
    before.modified !== after.modified && 'DateModified',
    before.attributes !== after.attributes && 'Attributes',
    before.acls !== after.acls && 'Acls',
    hashed && before.hash !== after.hash && 'FileContentChecksum',
  ]);
}

/** `FieldsChanged` of a modified registry value. */
export function registryFieldsChanged(before: RegistryState, after: RegistryState): string {
  return joinFields([
    before.data !== after.data && 'ValueData',
    before.type !== after.type && 'ValueType',
    registrySize(before) !== registrySize(after) && 'Size',
    before.acls !== after.acls && 'Acls',
  ]);
}

/** `FieldsChanged` of a modified service or daemon. */
export function serviceFieldsChanged(before: ServiceState, after: ServiceState): string {
  return joinFields([
    before.state !== after.state && 'SvcState',
    before.startupType !== after.startupType && 'SvcStartupType',
    before.runlevels !== after.runlevels && 'SvcRunlevels',
  ]);
}
