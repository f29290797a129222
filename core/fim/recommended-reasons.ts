import type { AttackTechniqueId } from './attack-techniques';
import type { MonitoredEntity } from './monitored-entity';
import { registryReasons } from './registry-reasons';

/** Why an item is worth watching, in one sentence of ours, and the ATT&CK techniques a change of it may be part of. */
export type Reason = {
  readonly text: string;
  readonly techniques: readonly [AttackTechniqueId, ...AttackTechniqueId[]];
};

/** By path as the recommended items write it, in lower case. */
const fileReasons: Readonly<Record<string, Reason>> = {
  '/bin/login': {
    text: 'The login program asks every console user for a password: a replaced one can record passwords or let a secret one in.',
    techniques: ['T1556', 'T1554'],
  },
  '/bin/passwd': {
    text: 'The passwd tool runs as root for everyone and reads new passwords in clear: a changed one can keep a copy or hand out root.',
    techniques: ['T1548.001', 'T1554'],
  },
  '/etc/*.conf': {
    text: 'These files steer the libraries programs load, how names resolve and what is logged: one added line can redirect or blind a server.',
    techniques: ['T1574.006', 'T1562.001'],
  },
  '/usr/bin': {
    text: 'The commands people and scripts run all day: a replaced tool can hide processes and files, or do more than it says.',
    techniques: ['T1554', 'T1036.005'],
  },
  '/usr/sbin': {
    text: 'Servers such as sshd and cron start from here as root: a replaced one is a way back in that survives password changes.',
    techniques: ['T1554', 'T1556'],
  },
  '/bin': {
    text: 'The shell and the basic tools that even rescue work relies on: whoever changes them decides what an investigator gets to see.',
    techniques: ['T1014', 'T1554'],
  },
  '/sbin': {
    text: 'Here lie init, module loading and disk tools: they run with full rights, some of them before anything else watches.',
    techniques: ['T1547.006', 'T1554'],
  },
  '/boot': {
    text: 'Kernel, initial file system and boot loader: what is planted here runs before the system and any of its defences.',
    techniques: ['T1542.003', 'T1014'],
  },
  '/usr/local/bin': {
    text: 'It stands before /usr/bin in the search path, so that a file of the same name here runs instead of the real command.',
    techniques: ['T1574.007', 'T1036.005'],
  },
  '/usr/local/sbin': {
    text: 'First in the search path of root and owned by no package: a favourite place for tools an intruder wants to keep.',
    techniques: ['T1574.007', 'T1554'],
  },
  '/opt/bin': {
    text: 'Programs installed by hand that no package manager checks: a changed one goes unnoticed by its verification.',
    techniques: ['T1036.005', 'T1554'],
  },
  '/opt/sbin': {
    text: 'Administrators start these with sudo, so that whoever can write here waits for root to run the code.',
    techniques: ['T1574', 'T1554'],
  },
  '/etc/crontab': {
    text: 'The system-wide timetable: one line runs a command as any user, root included, again and again.',
    techniques: ['T1053.003'],
  },
  '/etc/init.d': {
    text: 'Start scripts run as root at boot: an added or edited one brings an intruder back after every restart.',
    techniques: ['T1037.004'],
  },
  '/etc/cron.hourly': {
    text: 'Every script dropped here runs as root within the hour, without an entry in any timetable.',
    techniques: ['T1053.003'],
  },
  '/etc/cron.daily': {
    text: 'Scripts here run as root once a night among log rotation and updates, where one more is easily overlooked.',
    techniques: ['T1053.003', 'T1036.005'],
  },
  '/etc/cron.weekly': {
    text: 'A weekly script comes back long after an incident seems closed, as root and with nobody looking.',
    techniques: ['T1053.003', 'T1070'],
  },
  '/etc/cron.monthly': {
    text: 'A script that runs once a month outlives most log retention, and by then few remember where it came from.',
    techniques: ['T1053.003', 'T1036.005'],
  },
  'c:\\autoexec.bat': {
    text: 'A start script of DOS days that newer Windows has no need for: its appearing or changing points to someone trying old ways of autostart.',
    techniques: ['T1547', 'T1059.003'],
  },
  'c:\\boot.ini': {
    text: 'On old Windows it chooses what boots and with which safeguards; on newer ones it should not be there at all.',
    techniques: ['T1542.003'],
  },
  'c:\\config.sys': {
    text: 'It loaded drivers in DOS days and lies empty since: content in it has no honest reason on a server.',
    techniques: ['T1547'],
  },
  'c:\\windows\\system.ini': {
    text: 'Its boot section names shell and drivers for older programs, a place where malware has hidden its start for decades.',
    techniques: ['T1547', 'T1547.004'],
  },
  'c:\\windows\\win.ini': {
    text: 'Its load= and run= lines start programs when a user signs in, and few autostart checks still read them.',
    techniques: ['T1547.001'],
  },
  'c:\\windows\\regedit.exe': {
    text: 'A replaced registry editor can hide the keys an intruder lives in from the person who looks for them.',
    techniques: ['T1554', 'T1036.005'],
  },
  'c:\\windows\\system32\\userinit.exe': {
    text: 'Windows runs it for everyone who signs in, before the desktop: a changed one acts in the name of each of them.',
    techniques: ['T1547.004', 'T1554'],
  },
  'c:\\windows\\explorer.exe': {
    text: 'The desktop of every user and a process that nobody finds suspicious, so its file is worth replacing or imitating.',
    techniques: ['T1036.005', 'T1554'],
  },
  'c:\\program files\\microsoft security client\\msseces.exe': {
    text: 'The face of the virus protection: when it changes or goes outside an update, someone may be switching protection off.',
    techniques: ['T1562.001'],
  },
};

/** Why this recommended item is recommended; undefined for items that are not on the list. */
export const reasonFor = ({ kind, path }: Pick<MonitoredEntity, 'kind' | 'path'>): Reason | undefined =>
  (kind === 'windowsRegistry' ? registryReasons : fileReasons)[path.toLowerCase()];
