import type { MonitoredEntityKind } from './monitored-entity';
import { hasWildcard } from './path-match';
import { parseRegistryPath } from './registry-path';

export type PathProblem = {
  readonly code: string;
  /** Errors are refused by form and service; warnings and infos only say what to expect. */
  readonly severity: 'error' | 'warning' | 'info';
  /** What is wrong, and why. */
  readonly message: string;
  /** A path that would do. */
  readonly example: string;
};

type PathRule = PathProblem & {
  readonly kinds: readonly MonitoredEntityKind[];
  /** Whether the path, without spaces around it, breaks the rule. */
  readonly broken: (path: string) => boolean;
};

const files = ['linuxFiles', 'windowsFiles'] as const;
const everyKind = [...files, 'windowsRegistry'] as const;

const segmentsBefore = (path: string) =>
  path
    .replace(/[\\/]$/, '')
    .split(/[\\/]/)
    .slice(0, -1);
const hasControlCharacter = (text: string) => /\p{Cc}/u.test(text);
const looksWindows = (path: string) => /^(?:[a-z]:[\\/]|%|\\\\)/i.test(path);
const looksRegistry = (path: string) => /^(?:Computer\\)?HK[A-Z_]+:?\\/i.test(path);
const isNetwork = (path: string) => /^(?:\\\\|\/\/|(?:nfs|smb|cifs|https?|ftp|file):\/\/)/i.test(path);
const variable = /%[^%\\/]+%/;
const startsRight = (path: string) => /^(?:[a-z]:(?:[\\/]|$)|%[^%\\/]+%(?:[\\/]|$))/i.test(path);

/** The rules of a path, in the order they are reported. Form and server read this one table. */
export const pathRules: readonly PathRule[] = [
  {
    code: 'PathRequired',
    severity: 'error',
    kinds: files,
    message: 'A path is required.',
    example: '/etc/ssh/sshd_config or C:\\Windows\\win.ini',
    broken: (path) => path === '',
  },
  {
    code: 'PathRequired',
    severity: 'error',
    kinds: ['windowsRegistry'],
    message: 'A registry key is required.',
    example: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run',
    broken: (path) => path === '',
  },
  {
    code: 'ControlCharacter',
    severity: 'error',
    kinds: everyKind,
    message: 'The path contains a control character, such as a line break. An item has one path.',
    example: '/etc/hosts',
    broken: hasControlCharacter,
  },
  {
    // PATH_MAX of Linux; the longest Windows path and registry key are of the same order.
    code: 'TooLong',
    severity: 'error',
    kinds: everyKind,
    message: 'The path is longer than 4,096 characters, more than a system takes.',
    example: '/etc/hosts',
    broken: (path) => path.length > 4096,
  },
  {
    // Azure Change Tracking: network file systems are not supported.
    code: 'NetworkPath',
    severity: 'error',
    kinds: files,
    message: 'Network paths are not supported: the agent watches the disks of its own machine.',
    example: '/srv/share on the machine that owns it',
    broken: isNetwork,
  },
  {
    code: 'WrongSystem',
    severity: 'error',
    kinds: ['linuxFiles'],
    message: 'This looks like a Windows path or registry key. Those have tabs of their own.',
    example: '/etc/hosts',
    broken: (path) => !isNetwork(path) && (looksWindows(path) || looksRegistry(path)),
  },
  {
    code: 'NotAbsolute',
    severity: 'error',
    kinds: ['linuxFiles'],
    message: 'A Linux path has to be absolute: it starts with "/". "~" and variables are not resolved.',
    example: '/root/.ssh/authorized_keys',
    broken: (path) => !path.startsWith('/') && !looksWindows(path) && !looksRegistry(path) && !isNetwork(path),
  },
  {
    code: 'WrongSystem',
    severity: 'error',
    kinds: ['windowsFiles'],
    message: 'This looks like a Linux path or a registry key. Those have tabs of their own.',
    example: 'C:\\Windows\\System32\\drivers\\etc\\hosts',
    broken: (path) => !isNetwork(path) && (path.startsWith('/') || looksRegistry(path)),
  },
  {
    // Azure Change Tracking: environment variables are allowed.
    code: 'NotAbsolute',
    severity: 'error',
    kinds: ['windowsFiles'],
    message: 'A Windows path starts with a drive or an environment variable.',
    example: 'C:\\Windows\\win.ini or %winDir%\\System32\\*.*',
    broken: (path) => !isNetwork(path) && !path.startsWith('/') && !looksRegistry(path) && !startsRight(path),
  },
  {
    code: 'InvalidCharacter',
    severity: 'error',
    kinds: ['windowsFiles'],
    message: 'Windows does not allow < > | " or a second colon in a path.',
    example: 'C:\\Program Files\\app\\app.ini',
    broken: (path) => /[<>|"]/.test(path) || /:/.test(path.slice(2)),
  },
  {
    code: 'RelativeSegment',
    severity: 'error',
    kinds: files,
    message: 'The path must not contain "." or ".." as a segment.',
    example: '/etc/hosts instead of /srv/../etc/hosts',
    broken: (path) => path.split(/[\\/]/).some((segment) => segment === '.' || segment === '..'),
  },
  {
    // Azure Change Tracking: wildcards only in the last segment.
    code: 'WildcardNotInLastSegment',
    severity: 'error',
    kinds: files,
    message: 'A wildcard is allowed only in the last segment of the path.',
    example: '/etc/*.conf or C:\\folder\\file*',
    broken: (path) => segmentsBefore(path).some(hasWildcard),
  },
  {
    code: 'PseudoFileSystem',
    severity: 'error',
    kinds: ['linuxFiles'],
    message: 'The files below /proc, /sys and /dev are made up by the kernel: there is no content to watch.',
    example: '/etc/sysctl.conf',
    broken: (path) => /^\/(?:proc|sys|dev)(?:\/|$)/.test(path),
  },
  {
    code: 'HiveRequired',
    severity: 'error',
    kinds: ['windowsRegistry'],
    message: 'A registry key starts with its hive.',
    example: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\… or HKLM\\SOFTWARE\\…',
    broken: (path) => !parseRegistryPath(path),
  },
  {
    code: 'KeyRequired',
    severity: 'error',
    kinds: ['windowsRegistry'],
    message: 'A whole hive cannot be watched: name a key below it.',
    example: 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Lsa',
    broken: (path) => parseRegistryPath(path)?.key === '',
  },
  {
    // Azure Change Tracking: avoid very general paths.
    code: 'VeryGeneral',
    severity: 'warning',
    kinds: ['linuxFiles'],
    message: 'This path is very general: it may match more files than the limit, and most of them change all the time.',
    example: '/etc/*.conf',
    broken: (path) => /^\/(?:\*|\*\.\*|(?:usr|var|home|opt|srv|tmp|run)\/?(?:\*|\*\.\*)?)?$/.test(path),
  },
  {
    code: 'VeryGeneral',
    severity: 'warning',
    kinds: ['windowsFiles'],
    message: 'This path is very general: it may match more files than the limit, and most of them change all the time.',
    example: 'C:\\Windows\\System32\\drivers\\etc\\*',
    broken: (path) =>
      /^(?:[a-z]:|%SystemDrive%)[\\/]?(?:\*|\*\.\*|(?:Windows|Users|Program Files|ProgramData)[\\/]?(?:\*|\*\.\*)?)?$/i.test(
        path,
      ),
  },
  {
    code: 'VeryGeneral',
    severity: 'warning',
    kinds: ['windowsRegistry'],
    message: 'This key is very general: most of what is below it changes all the time.',
    example: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run',
    broken: (path) => {
      const key = parseRegistryPath(path)?.key ?? '';
      return key !== '' && !key.includes('\\');
    },
  },
  {
    code: 'UserHive',
    severity: 'warning',
    kinds: ['windowsRegistry'],
    message: 'The agent runs as SYSTEM: this hive shows that account, not the people who use the machine.',
    example: 'HKEY_USERS\\<security identifier>\\Software\\…',
    broken: (path) => parseRegistryPath(path)?.hive === 'HKEY_CURRENT_USER',
  },
  {
    // Azure Change Tracking, known limitations.
    code: 'ExecutableWildcard',
    severity: 'warning',
    kinds: ['windowsFiles'],
    message: 'Change Tracking does not support *.exe on Windows: programs found by a wildcard may be missing.',
    example: 'C:\\Windows\\explorer.exe',
    broken: (path) => /\*\.exe$/i.test(path),
  },
  {
    code: 'UnclosedVariable',
    severity: 'warning',
    kinds: ['windowsFiles'],
    message: 'A single % is no environment variable: the machine takes it for a part of the name.',
    example: '%winDir%\\System32\\*.*',
    broken: (path) => (path.match(/%/g)?.length ?? 0) % 2 === 1,
  },
  {
    // Azure Change Tracking: a variable that does not exist passes validation and fails at inventory.
    code: 'EnvironmentVariable',
    severity: 'info',
    kinds: ['windowsFiles'],
    message: 'The environment variable is resolved on each machine only: whether it exists cannot be checked here.',
    example: 'C:\\Windows\\System32\\*.*',
    broken: (path) => variable.test(path),
  },
  {
    code: 'VariableNotResolved',
    severity: 'warning',
    kinds: ['linuxFiles'],
    message: 'Variables are not resolved on Linux: the agent looks for a file of exactly this name.',
    example: '/root/.bashrc instead of $HOME/.bashrc',
    broken: (path) => /\$\{?[A-Za-z_]/.test(path),
  },
];

const order = { error: 0, warning: 1, info: 2 } as const;

/** Problems of a path as an item of the given kind, errors first. Empty: the path is fine. */
export const checkPath = (kind: MonitoredEntityKind, path: string): readonly PathProblem[] => {
  const trimmed = path.trim();
  const broken = pathRules.filter((rule) => rule.kinds.includes(kind) && rule.broken(trimmed));
  // Of an empty path nothing more needs to be said.
  const shown = broken.some(({ code }) => code === 'PathRequired') ? broken.slice(0, 1) : broken;
  return shown
    .map(({ code, severity, message, example }) => ({ code, severity, message, example }))
    .sort((a, b) => order[a.severity] - order[b.severity]);
};
