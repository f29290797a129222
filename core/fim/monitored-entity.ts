/**
 * A rule saying what to watch, freed of the loose forms it is stored in. Three kinds have paths; what Azure keeps beside
 * them (service frequency, data types, content location) is configuration of another sort and not an entity.
 */
type Common = {
  /** Name of the data source that stores it. */
  readonly name: string;
  readonly enabled: boolean;
  readonly group: string;
  readonly recurse: boolean;
};

/** What is done with a link: go where it leads, leave it out, or watch the link itself. */
export type LinkPolicy = 'Follow' | 'Ignore' | 'Manage';

export type PathType = 'File' | 'Folder';

type FileSettings = {
  /** Full path; a wildcard may stand in its last segment. */
  readonly path: string;
  /** Folder: the entries of the folder, with recursion everything below it. */
  readonly pathType: PathType;
  readonly checksum: string;
  /** Largest file whose content is uploaded, in bytes; 0 uploads none. */
  readonly maxContentBytes: number;
  readonly maxOutputBytes: number;
};

export type LinuxFiles = Common &
  FileSettings & { readonly kind: 'linuxFiles'; readonly useSudo: boolean; readonly links: LinkPolicy };

export type WindowsFiles = Common & FileSettings & { readonly kind: 'windowsFiles' };

export type WindowsRegistry = Common & {
  readonly kind: 'windowsRegistry';
  /** Full key path with its hive. */
  readonly path: string;
  /** One value of the key, or empty for all. */
  readonly valueName: string;
};

export type MonitoredEntity = LinuxFiles | WindowsFiles | WindowsRegistry;
export type MonitoredEntityKind = MonitoredEntity['kind'];

/** Groups an item is shown under: Change Tracking's own defaults, what FIM adds when it is enabled, and everything people add. */
export const recommendedGroup = 'Recommended';
export const securityGroup = 'Security';
export const customGroup = 'Custom';
