import type { MonitoredEntity } from '../monitored-entity';

/** Items of a configuration for tests that are about their paths: enabled, and as usual otherwise. */
const file = { checksum: '', maxContentBytes: 0, maxOutputBytes: 0, enabled: true, group: 'Custom', name: '' };

export const linux = (path: string, recurse = false, pathType: 'File' | 'Folder' = 'File'): MonitoredEntity => ({
  kind: 'linuxFiles',
  ...file,
  path,
  pathType,
  recurse,
  useSudo: true,
  links: 'Follow',
});

export const windows = (path: string, recurse = false, pathType: 'File' | 'Folder' = 'File'): MonitoredEntity => ({
  kind: 'windowsFiles',
  ...file,
  path,
  pathType,
  recurse,
});

export const registry = (path: string, recurse = false, valueName = ''): MonitoredEntity => ({
  kind: 'windowsRegistry',
  name: '',
  enabled: true,
  group: 'Custom',
  path,
  recurse,
  valueName,
});
