import { configurationChange, configurationData, heartbeat } from '../../fim/tables';
import type { TableSchema } from '../schema';
import type { Json } from '../vector';

/**
 * Rows the case files run on: few, made by hand, and nasty. Cells as on the wire (ISO times, numbers); a column that is
 * not given is null, or empty text. Backslashes, quotes, pipes and letters whose case folding is special are on purpose,
 * as are equal times, empty names and missing numbers.
 */
export type FixtureRow = Readonly<Record<string, Json>>;

/** `now()` of every case: 2026-11-22T12:00:00Z, in microseconds since 1970. */
export const fixtureNow = Date.UTC(2026, 10, 22, 12) * 1000;

/** Arrival time of all rows, microseconds since 1970: what `ingestion_time()` gives. */
export const fixtureReceivedAt = Date.UTC(2026, 10, 22, 11, 30) * 1000;

/** The workspace the rows belong to. */
export const fixtureWorkspace = '11111111-2222-4333-8444-555555555555';

const changes: FixtureRow[] = [];

const change = (
  time: string,
  computer: string,
  category: string,
  type: string,
  cells: Readonly<Record<string, Json>>,
): void => {
  const sequence = changes.length + 1;
  changes.push({
    TimeGenerated: `2026-11-${time}Z`,
    Computer: computer,
    ChangeCategory: category,
    ConfigChangeType: type,
    RowId_CF: `e1:${String(sequence).padStart(4, '0')}`,
    SourceSystem: sequence % 2 === 0 ? 'OpsManager' : 'Linux',
    Type: 'ConfigurationChange',
    ...cells,
  });
};

const file = (
  time: string,
  computer: string,
  category: string,
  path: string,
  sizes: readonly [previous: number | null, current: number | null],
  fields: string,
  cells: Readonly<Record<string, Json>> = {},
): void =>
  change(time, computer, category, 'Files', {
    FileSystemPath: path,
    Name: path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1),
    PreviousSize: sizes[0],
    Size: sizes[1],
    FieldsChanged: fields,
    ...cells,
  });

const registry = (
  time: string,
  computer: string,
  category: string,
  key: string,
  value: string,
  data: readonly [previous: string, current: string],
): void =>
  change(time, computer, category, 'Registry', {
    Hive: key.split('\\')[0] ?? '',
    RegistryKey: key,
    ValueName: value,
    PreviousValueData: data[0],
    ValueData: data[1],
    FieldsChanged: data[0] === data[1] ? '' : 'ValueData',
  });

const hash = (digit: string): string => digit.repeat(64);

file('20T08:00:00', 'web-01', 'Added', '/etc/fim-test.conf', [null, 0], '', {
  FileContentChecksum: hash('a'),
  DateModified: '2026-11-20T07:59:58.5Z',
  Detail_CF: { inode: 11, tags: ['new', 'conf'] },
});
file('20T08:00:00', 'web-02', 'Added', '/etc/fim-test.conf', [null, 12], '', {
  FileContentChecksum: hash('b'),
  DateModified: '2026-11-20T07:59:59Z',
});
file('20T08:05:00.123456', 'web-01', 'Modified', '/etc/fim-test.conf', [0, 12], 'Size;FileContentChecksum', {
  FileContentChecksum: hash('b'),
  PreviousFileContentChecksum: hash('a'),
  DateModified: '2026-11-20T08:04:00Z',
  Detail_CF: { inode: 11, tags: ['conf'], depth: { level: 2 } },
});
file('20T09:10:00', 'WEB-01', 'Modified', '/etc/ssh/sshd_config', [3210, 3222], 'Size;FileContentChecksum', {
  FileContentChecksum: hash('c'),
  PreviousFileContentChecksum: hash('d'),
});
file('20T09:10:00', 'db-01', 'Modified', '/etc/ssh/sshd_config', [3210, 3100], 'Size;FileContentChecksum', {
  FileContentChecksum: hash('e'),
  PreviousFileContentChecksum: hash('d'),
});
file('20T23:59:59.999999', 'db-01', 'Modified', '/etc/shadow', [1500, 1500], 'FileContentChecksum', {
  FileContentChecksum: hash('1'),
  PreviousFileContentChecksum: hash('2'),
});
file('21T00:00:00', 'db-01', 'Modified', '/etc/passwd', [2048, 2100], 'Size;FileContentChecksum', {
  FileContentChecksum: hash('3'),
  PreviousFileContentChecksum: hash('4'),
});
file('21T00:00:00', 'web-02', 'Removed', '/etc/fim-test.conf', [12, null], '', {
  PreviousFileContentChecksum: hash('b'),
});
file('21T01:15:00', 'win-01', 'Modified', 'c:\\windows\\system32\\drivers\\etc\\hosts', [824, 900], 'Size', {
  FileContentChecksum: hash('5'),
});
file('21T01:15:30', 'WIN-01', 'Modified', 'C:\\Windows\\System32\\drivers\\etc\\hosts', [900, 824], 'Size;Attributes');
file('21T01:16:00', 'win-02', 'Added', 'c:\\windows\\temp\\svchost.exe', [null, 1048576], '', {
  FileContentChecksum: hash('6'),
});
file('21T02:00:00', 'web-01', 'Added', '/opt/app/ssh_known', [null, 4], '');
file('21T02:00:00', 'web-01', 'Added', '/opt/app/sshx', [null, 5], '');
file('21T02:00:00', 'web-01', 'Added', '/opt/my ssh/readme.txt', [null, 6], '');
file('21T02:30:00', '', 'Added', '/tmp/a|b "quoted".txt', [null, 7], '');
file('21T03:00:00', 'İstanbul-01', 'Modified', '/srv/ISTANBUL', [1, 2], 'Size');
file('21T03:00:00', 'istanbul-01', 'Modified', '/srv/istanbul', [2, 1], 'Size');
file('21T03:30:00', 'straße-01', 'Modified', '/srv/Straße', [10, 10], 'Acls', { Acls: 'user::rw-' });
file('21T03:30:00', 'STRASSE-01', 'Modified', '/srv/STRASSE', [10, 10], 'Acls', { Acls: 'user::r--' });
file('21T04:00:00', '\u212Aelvin-01', 'Added', '/srv/\u212Aelvin', [null, null], '');
file('21T04:00:00', 'kelvin-01', 'Added', '/srv/kelvin', [null, null], '');
file('21T05:00:00', 'web-01', 'Removed', '/opt/app/sshx', [5, null], '');
file('21T05:00:00', 'web-01', 'Modified', '/etc/hosts', [200, 1400], 'Size;FileContentChecksum', {
  FileContentChecksum: hash('7'),
  PreviousFileContentChecksum: hash('8'),
});
file('21T05:30:00', 'web-03', 'Modified', '/etc/hosts', [200, 200], 'FileContentChecksum', {
  FileContentChecksum: hash('7'),
  PreviousFileContentChecksum: hash('8'),
});

registry('21T06:00:00', 'win-01', 'Modified', 'HKEY_LOCAL_MACHINE\\SYSTEM\\hivelist', 'machine', ['a', 'b']);
registry('21T06:15:00', 'win-01', 'Modified', 'HKEY_LOCAL_MACHINE\\SYSTEM\\hivelist', 'machine', ['b', 'a']);
registry('21T06:30:00', 'win-02', 'Added', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Run', 'updater', [
  '',
  'c:\\temp\\svchost.exe -q',
]);
registry('21T07:00:00', 'WIN-01', 'Removed', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Run', '', ['old', '']);
registry('21T07:00:00', 'win-02', 'Modified', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies', 'Enabled', ['1', '0']);
registry('22T00:30:00', 'win-02', 'Modified', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies', 'Enabled', ['0', '1']);

change('21T08:00:00', 'win-01', 'Modified', 'WindowsServices', {
  SvcName: 'W3SVC',
  SvcDisplayName: 'World Wide Web Publishing Service',
  SvcState: 'Stopped',
  SvcPreviousState: 'Running',
  SvcStartupType: 'Auto',
  SvcChangeType: 'State',
});
change('21T08:20:00', 'win-01', 'Modified', 'WindowsServices', {
  SvcName: 'W3SVC',
  SvcDisplayName: 'World Wide Web Publishing Service',
  SvcState: 'Running',
  SvcPreviousState: 'Stopped',
  SvcStartupType: 'Auto',
  SvcChangeType: 'State',
});
change('21T08:40:00', 'win-02', 'Modified', 'WindowsServices', {
  SvcName: 'w3svc',
  SvcDisplayName: 'Server',
  SvcState: 'Stopped',
  SvcPreviousState: 'Running',
  SvcStartupType: 'Manual',
  SvcChangeType: 'State',
});
change('21T09:00:00', 'db-01', 'Modified', 'Daemons', { SvcName: 'sshd', SvcState: 'Running', SvcPreviousState: '' });
change('21T09:00:00', 'web-01', 'Modified', 'Daemons', { SvcName: 'ssh-agent', SvcState: 'Stopped' });
change('21T10:00:00', 'web-01', 'Added', 'Software', {
  SoftwareName: 'curl',
  SoftwareType: 'Package',
  Current: '8.5.0',
  Publisher: 'Ubuntu',
});
change('21T10:00:00', 'web-02', 'Added', 'Software', {
  SoftwareName: 'curl',
  SoftwareType: 'Package',
  Current: '8.5.0',
});
change('21T10:30:00', 'web-02', 'Removed', 'Software', {
  SoftwareName: 'telnet',
  SoftwareType: 'Package',
  Previous: '0.17',
  Publisher: 'Ubuntu',
});
change('22T11:00:00', 'db-01', 'Removed', 'Software', {
  SoftwareName: 'Telnet',
  SoftwareType: 'Package',
  Previous: '0.17',
});

file('22T10:00:00', 'web-01', 'Modified', '/etc/passwd', [2100, 2150], 'Size;FileContentChecksum', {
  FileContentChecksum: hash('9'),
  PreviousFileContentChecksum: hash('3'),
  Actor_CF: 'root',
  ProcessId_CF: 4711,
});
file('22T10:00:01', 'web-01', 'Modified', '/etc/shadow', [1500, 1400], 'Size;FileContentChecksum', {
  FileContentChecksum: hash('0'),
  PreviousFileContentChecksum: hash('1'),
  Actor_CF: 'root',
  ProcessId_CF: 4711,
});
file('22T11:59:59.5', 'web-02', 'Modified', '/etc/motd', [0, 100], 'Size', { _BilledSize: 512.5 });
file('22T12:00:00', 'web-02', 'Modified', '/etc/motd', [100, 101], 'Size', { _BilledSize: 100.25 });
file('23T12:00:00', 'future-01', 'Added', '/etc/from-the-future', [null, 1], '', { _BilledSize: 0.25 });

const inventory = (
  time: string,
  computer: string,
  kind: string,
  cells: Readonly<Record<string, Json>>,
): FixtureRow => ({
  TimeGenerated: `2026-11-${time}Z`,
  Computer: computer,
  ConfigDataType: kind,
  Type: 'ConfigurationData',
  ...cells,
});

const data: readonly FixtureRow[] = [
  inventory('20T00:00:00', 'win-01', 'WindowsServices', {
    SoftwareName: 'W3SVC',
    SvcName: 'W3SVC',
    SvcState: 'Running',
    SvcStartupType: 'Auto',
  }),
  inventory('21T00:00:00', 'win-01', 'WindowsServices', {
    SoftwareName: 'W3SVC',
    SvcName: 'W3SVC',
    SvcState: 'Stopped',
    SvcStartupType: 'Auto',
  }),
  inventory('21T00:00:00', 'win-02', 'WindowsServices', {
    SoftwareName: 'Spooler',
    SvcName: 'Spooler',
    SvcState: 'Stopped',
    SvcStartupType: 'Auto',
  }),
  inventory('22T00:00:00', 'win-01', 'Software', { SoftwareName: 'Monitoring Agent', CurrentVersion: '8.0.11081.0' }),
  inventory('22T00:00:00', 'win-02', 'Software', { SoftwareName: 'Monitoring Agent', CurrentVersion: '10.20.18053.0' }),
  inventory('22T00:00:00', 'web-01', 'Files', { FileSystemPath: '/etc/passwd', Size: 2150 }),
  inventory('22T00:00:00', 'web-01', 'Files', { FileSystemPath: '/etc/hosts', Size: 1400 }),
  inventory('22T00:00:00', 'db-01', 'Files', { FileSystemPath: '/etc/passwd', Size: 2100 }),
];

const beat = (time: string, computer: string, id: string, cells: Readonly<Record<string, Json>>): FixtureRow => ({
  TimeGenerated: `2026-11-${time}Z`,
  Computer: computer,
  SourceComputerId: id,
  Type: 'Heartbeat',
  ...cells,
});

const azure = {
  ComputerEnvironment: 'Azure',
  OSType: 'Linux',
  Category: 'Direct Agent',
  Solutions: 'security, changeTracking',
};
const hybrid = {
  ComputerEnvironment: 'Non-Azure',
  OSType: 'Windows',
  Category: 'Direct Agent',
  Solutions: '"changeTracking"',
};

const beats: readonly FixtureRow[] = [
  beat('22T11:58:00', 'web-01', 'id-web-01', { ...azure, IsGatewayInstalled: false, RemoteIPLatitude: 52.37 }),
  beat('22T11:59:00', 'web-01', 'id-web-01', { ...azure, IsGatewayInstalled: true, RemoteIPLatitude: 52.37 }),
  beat('22T11:59:00', 'web-02', 'id-web-02', { ...azure, ComputerPrivateIPs: ['10.0.0.5', '10.0.0.6'] }),
  beat('22T06:00:00', 'db-01', 'id-db-01', { ...azure, Solutions: 'security', RemoteIPLatitude: -33.9 }),
  beat('22T11:30:00', 'win-01', 'id-win-01', { ...hybrid, ComputerPrivateIPs: ['10.0.1.5'] }),
  beat('21T11:30:00', 'win-02', 'id-win-02', hybrid),
  beat('22T11:00:00', 'idle-01', 'id-idle-01', {
    ...hybrid,
    OSType: 'Linux',
    Detail_CF: { state: 'watching', items: 3 },
  }),
];

/** Tables of the fixture with their rows, in the order they arrived. */
export const fixtureTables: readonly { readonly table: TableSchema; readonly rows: readonly FixtureRow[] }[] = [
  { table: configurationChange, rows: changes },
  { table: configurationData, rows: data },
  { table: heartbeat, rows: beats },
];
