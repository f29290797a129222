import { dataSourceName } from './data-source';
import { securityGroup, type LinuxFiles, type WindowsFiles, type WindowsRegistry } from './monitored-entity';

/**
 * What Defender for Cloud recommended to monitor: 18 Linux paths, 9 Windows files, 29 registry keys. Source: Microsoft's
 * article on file integrity monitoring with the Log Analytics agent, table of recommended items.
 */
const linuxPaths = [
  { path: '/bin/login', pathType: 'File' },
  { path: '/bin/passwd', pathType: 'File' },
  { path: '/etc/*.conf', pathType: 'File' },
  { path: '/usr/bin', pathType: 'Folder' },
  { path: '/usr/sbin', pathType: 'Folder' },
  { path: '/bin', pathType: 'Folder' },
  { path: '/sbin', pathType: 'Folder' },
  { path: '/boot', pathType: 'Folder' },
  { path: '/usr/local/bin', pathType: 'Folder' },
  { path: '/usr/local/sbin', pathType: 'Folder' },
  { path: '/opt/bin', pathType: 'Folder' },
  { path: '/opt/sbin', pathType: 'Folder' },
  { path: '/etc/crontab', pathType: 'File' },
  { path: '/etc/init.d', pathType: 'Folder' },
  { path: '/etc/cron.hourly', pathType: 'Folder' },
  { path: '/etc/cron.daily', pathType: 'Folder' },
  { path: '/etc/cron.weekly', pathType: 'Folder' },
  { path: '/etc/cron.monthly', pathType: 'Folder' },
] as const;

const windowsPaths = [
  'C:\\autoexec.bat',
  'C:\\boot.ini',
  'C:\\config.sys',
  'C:\\Windows\\system.ini',
  'C:\\Windows\\win.ini',
  'C:\\Windows\\regedit.exe',
  'C:\\Windows\\System32\\userinit.exe',
  'C:\\Windows\\explorer.exe',
  'C:\\Program Files\\Microsoft Security Client\\msseces.exe',
] as const;

const registryKeys = [
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\\OID\\EncodingType 0\\CryptSIPDllRemoveSignedDataMsg\\{C689AAB8-8E78-11D0-8C47-00C04FC295EE}',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\\OID\\EncodingType 0\\CryptSIPDllRemoveSignedDataMsg\\{603BCC1F-4B59-4E08-B724-D2C6297EF351}',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\IniFileMapping\\SYSTEM.ini\\boot',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Windows',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Explorer\\Shell Folders',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\RunOnce',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\RunOnceEx',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\RunServices',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\RunServicesOnce',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\Cryptography\\OID\\EncodingType 0\\CryptSIPDllRemoveSignedDataMsg\\{C689AAB8-8E78-11D0-8C47-00C04FC295EE}',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\Cryptography\\OID\\EncodingType 0\\CryptSIPDllRemoveSignedDataMsg\\{603BCC1F-4B59-4E08-B724-D2C6297EF351}',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows NT\\CurrentVersion\\IniFileMapping\\system.ini\\boot',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows NT\\CurrentVersion\\Windows',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Explorer\\Shell Folders',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Run',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\RunOnce',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\RunOnceEx',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\RunServices',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\RunServicesOnce',
  'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\hivelist',
  'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\KnownDLLs',
  'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\DomainProfile',
  'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\PublicProfile',
  'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\StandardProfile',
] as const;

/** The group FIM gave what it added. */
const common = { enabled: true, group: securityGroup } as const;

/** Item names are ours: the ones FIM gave its own Linux items are not published. */
export const recommendedLinuxItems: readonly LinuxFiles[] = linuxPaths.map(({ path, pathType }, index) => ({
  kind: 'linuxFiles',
  name: dataSourceName('linuxFiles', `FIM_LinuxFiles_${index + 1}`),
  ...common,
  path,
  pathType,
  // `/etc/*.conf` reaches below `/etc`, as Change Tracking's own default does; a single file has nothing below it.
  recurse: pathType === 'Folder' || path.includes('*'),
  useSudo: true,
  links: 'Follow',
  checksum: 'Sha256',
  maxContentBytes: 0,
  maxOutputBytes: 5_000_000,
}));

export const recommendedWindowsItems: readonly WindowsFiles[] = windowsPaths.map((path, index) => ({
  kind: 'windowsFiles',
  name: dataSourceName('windowsFiles', `FIM_WindowsFiles_${index + 1}`),
  ...common,
  path,
  pathType: 'File',
  recurse: false,
  checksum: 'Md5',
  maxContentBytes: 0,
  maxOutputBytes: 0,
}));

/** Not recursive: the items FIM added were not, other than Change Tracking's own defaults. */
export const recommendedRegistryItems: readonly WindowsRegistry[] = registryKeys.map((path, index) => ({
  kind: 'windowsRegistry',
  name: dataSourceName('windowsRegistry', `FIM_Registry_${index + 1}`),
  ...common,
  path,
  valueName: '',
  recurse: false,
}));
