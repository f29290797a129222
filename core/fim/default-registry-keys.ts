import { dataSourceName } from './data-source';
import { recommendedGroup, type WindowsRegistry } from './monitored-entity';
import { normalRegistryPath } from './registry-path';

/**
 * The 17 keys Change Tracking knows from the start: disabled, and the only ones it follows downwards. Source: the registry settings of
 * Microsoft's data collection rule for change tracking.
 */
const keys = [
  'Software\\Microsoft\\Windows\\CurrentVersion\\Group Policy\\Scripts\\Startup',
  'Software\\Microsoft\\Windows\\CurrentVersion\\Group Policy\\Scripts\\Shutdown',
  'SOFTWARE\\Wow6432Node\\Microsoft\\Windows\\CurrentVersion\\Run',
  'SOFTWARE\\Microsoft\\Active Setup\\Installed Components',
  'Software\\Classes\\Directory\\ShellEx\\ContextMenuHandlers',
  'Software\\Classes\\Directory\\Background\\ShellEx\\ContextMenuHandlers',
  'Software\\Classes\\Directory\\Shellex\\CopyHookHandlers',
  'Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\ShellIconOverlayIdentifiers',
  'Software\\Wow6432Node\\Microsoft\\Windows\\CurrentVersion\\Explorer\\ShellIconOverlayIdentifiers',
  'Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\Browser Helper Objects',
  'Software\\Wow6432Node\\Microsoft\\Windows\\CurrentVersion\\Explorer\\Browser Helper Objects',
  'Software\\Microsoft\\Internet Explorer\\Extensions',
  'Software\\Wow6432Node\\Microsoft\\Internet Explorer\\Extensions',
  'Software\\Microsoft\\Windows NT\\CurrentVersion\\Drivers32',
  'Software\\Wow6432Node\\Microsoft\\Windows NT\\CurrentVersion\\Drivers32',
  'System\\CurrentControlSet\\Control\\Session Manager\\KnownDlls',
  'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon\\Notify',
].map((key) => `HKEY_LOCAL_MACHINE\\${key}`);

const folded = new Set(keys.map((key) => key.toLowerCase()));

/** Whether Azure follows the keys below this one. */
export const isDefaultRegistryKey = (path: string): boolean => folded.has(normalRegistryPath(path).toLowerCase());

export const defaultRegistryItems: readonly WindowsRegistry[] = keys.map((path, index) => ({
  kind: 'windowsRegistry',
  name: dataSourceName('windowsRegistry', `Registry_${index + 1}`),
  enabled: false,
  group: recommendedGroup,
  path,
  valueName: '',
  recurse: true,
}));
