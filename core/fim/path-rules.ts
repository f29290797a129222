import type { MonitoredEntityKind } from './monitored-entity';

export type PathProblem = {
  readonly code: string;
  /** Errors are refused by the service; warnings only say what to expect. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
};

type PathRule = PathProblem & {
  readonly kinds: readonly MonitoredEntityKind[];
  /** Whether the path breaks the rule. */
  readonly broken: (path: string) => boolean;
};

const files = ['linuxFiles', 'windowsFiles'] as const;
const everyKind = [...files, 'windowsRegistry'] as const;

const segmentsBefore = (path: string) => path.split(/[\\/]/).slice(0, -1);
const hasWildcard = (text: string) => /[*?]/.test(text);
const hasControlCharacter = (text: string) => /\p{Cc}/u.test(text);

const hivePattern =
  /^(HKEY_LOCAL_MACHINE|HKLM|HKEY_USERS|HKU|HKEY_CURRENT_USER|HKCU|HKEY_CLASSES_ROOT|HKCR|HKEY_CURRENT_CONFIG|HKCC|MACHINE)\\./i;

/** The rules of a path, in the order they are reported. Form and server read this one table. */
export const pathRules: readonly PathRule[] = [
  {
    code: 'PathRequired',
    severity: 'error',
    kinds: everyKind,
    message: 'A path is required.',
    broken: (path) => path.trim() === '',
  },
  {
    code: 'ControlCharacter',
    severity: 'error',
    kinds: everyKind,
    message: 'The path contains a control character.',
    broken: hasControlCharacter,
  },
  {
    code: 'NotAbsolute',
    severity: 'error',
    kinds: ['linuxFiles'],
    message: 'A Linux path has to be absolute: it starts with "/".',
    broken: (path) => !path.startsWith('/'),
  },
  {
    code: 'RelativeSegment',
    severity: 'error',
    kinds: ['linuxFiles'],
    message: 'The path must not contain "." or ".." as a segment.',
    broken: (path) => path.split('/').some((segment) => segment === '.' || segment === '..'),
  },
  {
    // Azure Change Tracking: network file systems are not supported, environment variables are.
    code: 'NotAbsolute',
    severity: 'error',
    kinds: ['windowsFiles'],
    message: 'A Windows path starts with a drive ("C:\\") or an environment variable ("%winDir%\\").',
    broken: (path) => !/^(?:[a-z]:[\\/]|%[^%\\/]+%(?:[\\/]|$))/i.test(path),
  },
  {
    // Azure Change Tracking: wildcards only in the last segment.
    code: 'WildcardNotInLastSegment',
    severity: 'error',
    kinds: files,
    message: 'A wildcard is allowed only in the last segment of the path.',
    broken: (path) => segmentsBefore(path.replace(/[\\/]$/, '')).some(hasWildcard),
  },
  {
    code: 'HiveRequired',
    severity: 'error',
    kinds: ['windowsRegistry'],
    message: 'A registry key starts with its hive, for example "HKEY_LOCAL_MACHINE\\".',
    broken: (path) => !hivePattern.test(path.trim()),
  },
  {
    // Azure Change Tracking: avoid very general paths.
    code: 'VeryGeneral',
    severity: 'warning',
    kinds: files,
    message: 'This path is very general and may match more than the limits allow.',
    broken: (path) => /^(?:\/|[a-z]:[\\/])(?:\*|\*\.\*)?$/i.test(path),
  },
];

/** Problems of a path as an item of the given kind, errors first. Empty: the path is fine. */
export const checkPath = (kind: MonitoredEntityKind, path: string): readonly PathProblem[] => {
  const broken = pathRules.filter((rule) => rule.kinds.includes(kind) && rule.broken(path));
  // Of an empty path nothing more needs to be said.
  const shown = broken.some(({ code }) => code === 'PathRequired') ? broken.slice(0, 1) : broken;
  return shown.map(({ code, severity, message }) => ({ code, severity, message }));
};
