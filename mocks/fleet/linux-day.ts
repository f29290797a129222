import {
  churnedFiles,
  daemons,
  deployedPrograms,
  linuxAcls,
  linuxModes,
  type LinuxPackage,
  packages,
} from './catalog-linux';
import type { ChangeWriter } from './change-writer';
import type { ServiceItem } from './entity-state';
import { fileState, programSize } from './file-state';
import { happens, hashParts, hashText, hex, pick, remembered } from './random';
import { occurrences, type Schedule } from './schedule';
import type { FleetServer } from './servers';
import { day, historyDays, hour, minute, second } from './time';

/** Changes of one Linux server on one day. `noise` is its mean of everyday rows a day, `bulk` multiplies upgrade sizes. */
export function writeLinuxDay(out: ChangeWriter, server: FleetServer, noise: number, bulk: number): void {
  upgrades(out, server);
  kernel(out, server, bulk);
  configurationChurn(out, server, noise * 0.34);
  deployments(out, server, noise * 0.34);
  temporaryFiles(out, server, noise * 0.16);
  daemonStates(out, server, noise * 0.1);
  modes(out, server, noise * 0.06);
}

const schedule = (server: FleetServer, item: number, mean: number, weekend = 1): Schedule => ({
  salt: hashParts(server.salt, item),
  mean,
  weekend,
});

const modeOf = (path: string) => {
  if (path.endsWith('.conf') || path === '/etc/crontab') return linuxModes.config;
  return ['/usr/bin/sudo', '/usr/bin/passwd', '/usr/bin/newgrp'].includes(path)
    ? linuxModes.setuid
    : linuxModes.program;
};

export function linuxFile(path: string, version: number, writtenAt: number, acls: string = linuxAcls.root) {
  const baseSize = path.startsWith('/etc/') ? 300 + (hashText(path) % 4000) : programSize(path);
  return fileState({ path, version, baseSize }, writtenAt, modeOf(path), acls);
}

const isReleased = (index: number, dayNumber: number) => happens(0.015, 51, index, dayNumber);

/** Day of a package's release before the given one; within a history, so that every row finds its predecessor. */
function releaseBefore(index: number, dayNumber: number): number {
  for (let number = dayNumber - 1; number > dayNumber - 2 * historyDays; number--) {
    if (isReleased(index, number)) return number;
  }
  return dayNumber - 2 * historyDays;
}

const roleOfPackage: Readonly<Record<string, string>> = {
  'nginx-core': 'linux-web',
  'postgresql-16': 'linux-db',
  'docker-ce': 'linux-app',
  'containerd.io': 'linux-app',
};
const hasPackage = (server: FleetServer, item: LinuxPackage) =>
  (roleOfPackage[item.name] ?? server.role) === server.role && happens(0.92, server.salt, hashText(item.name));

/** Unattended upgrades: what was released overnight is installed between 6 and 7 in the morning. */
function upgrades(out: ChangeWriter, server: FleetServer) {
  const start = out.day.start + 6 * hour + (hashParts(server.salt, 21) % 60) * minute;
  for (const { item, index, previous, files } of releasedOn(out.day.number)) {
    if (!hasPackage(server, item)) continue;
    const at = start + index * 9 * second;
    for (const [position, { path, before, after }] of files.entries())
      out.file(at + position * 3000, path, before, after);
    out.software(
      at + minute,
      { name: item.name, type: 'Package', publisher: 'Ubuntu Developers', description: `${item.name} (amd64)` },
      item.version + (previous % 400),
      item.version + (out.day.number % 400),
    );
  }
}

/** What a day's upgrades replace, the same on every server that has the package. */
const releasedOn = remembered((dayNumber) =>
  packages.flatMap((item, index) => {
    if (!isReleased(index, dayNumber)) return [];
    const previous = releaseBefore(index, dayNumber);
    const files = item.files.map((path) => ({
      path,
      before: linuxFile(path, previous, previous * day - 30 * hour),
      after: linuxFile(path, dayNumber, dayNumber * day - 30 * hour),
    }));
    return [{ item, index, previous, files }];
  }),
);

const isKernelDay = (dayNumber: number) => dayNumber % 29 === 11;

/** A new kernel brings its files to /boot and takes the one before the last away. */
function kernel(out: ChangeWriter, server: FleetServer, bulk: number) {
  const released = out.day.number - (hashParts(server.salt, 22) % 3);
  if (!isKernelDay(released)) return;
  const at = out.day.start + 6 * hour + 20 * minute + (hashParts(server.salt, 23) % 40) * minute;
  const bootFiles = [
    { name: 'vmlinuz', size: 14_900_000 },
    { name: 'initrd.img', size: 71_000_000 },
    { name: 'System.map', size: 9_000_000 },
    { name: 'config', size: 287_000 },
    ...Array.from({ length: Math.floor(2 * (bulk - 1)) }, (_, index) => ({ name: `module-${index}`, size: 90_000 })),
  ];
  const abi = Math.floor(released / 29) - 620;
  for (const [index, { name, size }] of bootFiles.entries()) {
    const files = [abi, abi - 2].map((number) => `/boot/${name}-6.8.0-${number}-generic`);
    const written = at - 20 * hour;
    const [added = '', removed = ''] = files;
    const state = (path: string, time: number) =>
      fileState({ path, version: 1, baseSize: size }, time, linuxModes.config, linuxAcls.root, time);
    out.file(at + index * 90_000, added, undefined, state(added, written));
    out.file(at + 3 * minute + index * 90_000, removed, state(removed, written - 58 * day), undefined);
  }
}

function configurationChurn(out: ChangeWriter, server: FleetServer, mean: number) {
  for (const [index, path] of churnedFiles.entries()) {
    const weight = 0.42 / (index + 1) ** 1.1 / 1.08;
    for (const { time, version, previous } of occurrences(schedule(server, 100 + index, mean * weight), out.day)) {
      const salted = (number: number) => hashParts(server.salt, number);
      out.file(
        time,
        path,
        linuxFile(path, salted(previous), time - (2 + (previous % 70)) * hour),
        linuxFile(path, salted(version), time - (version % 800) * second),
      );
    }
  }
}

/** A release replaces programs of the company's own and restarts their daemon. */
function deployments(out: ChangeWriter, server: FleetServer, mean: number) {
  const programs = [0, 4, 7].map((step) => pick(deployedPrograms, hashParts(server.salt, 31) + step));
  const plan = schedule(server, 200, mean / (programs.length + 2), 0.1);
  for (const { time, version, previous } of occurrences(plan, out.day, 0.33, 0.75)) {
    for (const [index, path] of programs.entries()) {
      const at = time + index * 120_000;
      out.file(
        at,
        path,
        linuxFile(path, previous, time - (20 + (previous % 200)) * hour, linuxAcls.deploy),
        linuxFile(path, version, at - (version % 240) * second, linuxAcls.deploy),
      );
    }
    restart(out, time + 20 * second, daemons.length - 1, 2);
  }
}

/** Files that tools drop and take away again. */
function temporaryFiles(out: ChangeWriter, server: FleetServer, mean: number) {
  const plan = schedule(server, 300, mean / 2);
  for (const { time, version } of occurrences(plan, out.day)) {
    const folder = pick(['/usr/local/bin', '/etc/cron.hourly', '/opt/bin', '/usr/local/sbin'], version);
    const path = `${folder}/.${pick(['ansible', 'chef', 'puppet', 'dpkg'], version >> 2)}-tmp-${hex(1, server.salt, version)}`;
    const state = fileState(
      { path, version, baseSize: 600 },
      time - 5 * second,
      linuxModes.program,
      linuxAcls.root,
      time - 5 * second,
    );
    out.file(time, path, undefined, state);
    out.file(time + (2 + (version % 28)) * minute, path, state, undefined);
  }
}

const daemonItem = (index: number): ServiceItem => {
  const { name, path } = pick(daemons, index);
  return { kind: 'Daemons', name, displayName: name, path, account: 'root' };
};

function restart(out: ChangeWriter, time: number, index: number, minutes: number) {
  const running = { state: 'Running', startupType: 'Auto', runlevels: '2, 3, 4, 5' };
  const stopped = { ...running, state: 'Stopped' };
  out.service(time, daemonItem(index), running, stopped);
  out.service(time + minutes * minute, daemonItem(index), stopped, running);
}

/** Restarts, and the run levels that Change Tracking is known to report wrongly. */
function daemonStates(out: ChangeWriter, server: FleetServer, mean: number) {
  for (const index of daemons.keys()) {
    const plan = schedule(server, 400 + index, (mean * 0.8) / 2 / daemons.length);
    for (const { time, version } of occurrences(plan, out.day)) restart(out, time, index, 1 + (version % 9));
  }
  for (const { time, version } of occurrences(schedule(server, 450, mean * 0.2), out.day)) {
    const state = { state: 'Running', startupType: 'Auto' };
    const levels = ['2, 3, 4, 5', ''] as const;
    const flipped = version % 2;
    out.service(
      time,
      daemonItem(version),
      { ...state, runlevels: levels[flipped] ?? '' },
      { ...state, runlevels: levels[1 - flipped] ?? '' },
    );
  }
}

/** Someone tightens or loosens a mode: content and times stay. */
function modes(out: ChangeWriter, server: FleetServer, mean: number) {
  const plan = schedule(server, 500, mean);
  for (const { time, version } of occurrences(plan, out.day)) {
    const path = pick(churnedFiles, version);
    const state = linuxFile(path, hashParts(server.salt, 0), time - 400 * hour);
    const tight = { ...state, attributes: linuxModes.secret };
    out.file(time, path, version % 2 === 0 ? state : tight, version % 2 === 0 ? tight : state);
  }
}
