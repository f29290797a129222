import {
  applicationAssemblies,
  archive,
  flappingHives,
  firewallKeys,
  hivelistKey,
  patchedFiles,
  policyValues,
  runOnceKey,
  sideBySideComponents,
  webApplications,
  windowsAcls,
  windowsServices,
} from './catalog-windows';
import type { ChangeWriter } from './change-writer';
import type { RegistryState, ServiceItem } from './entity-state';
import { fileState, programSize } from './file-state';
import { happens, hashParts, hashText, hex, pick, remembered } from './random';
import { occurrences, type Schedule } from './schedule';
import type { FleetServer } from './servers';
import { day, hour, minute, patchTuesday, second } from './time';

/** Changes of one Windows server on one day. `noise` is its mean of everyday rows a day, `bulk` multiplies patch sizes. */
export function writeWindowsDay(out: ChangeWriter, server: FleetServer, noise: number, bulk: number): void {
  patchNight(out, server, bulk);
  hives(out, server, noise * 0.36);
  deployments(out, server, noise * 0.26);
  configurationChurn(out, server, noise * 0.16);
  policies(out, server, noise * 0.1);
  services(out, server, noise * 0.08);
  updates(out, server, noise * 0.04);
}

const schedule = (server: FleetServer, item: number, mean: number, weekend = 1): Schedule => ({
  salt: hashParts(server.salt, item),
  mean,
  weekend,
});

const text = (data: string): RegistryState => ({ data, type: 'REG_SZ', acls: windowsAcls.administrators });
const dword = (data: number): RegistryState => ({
  data: String(data),
  type: 'REG_DWORD',
  acls: windowsAcls.administrators,
});

/** The hive list loses and regains entries as hives load: Added, and Removed at the next registry scan 50 minutes on. */
function hives(out: ChangeWriter, server: FleetServer, mean: number) {
  for (const [index, hive] of flappingHives.entries()) {
    const weight = [0.6, 0.28, 0.12][index] ?? 0;
    for (const { time, version } of occurrences(schedule(server, 100 + index, (mean * weight) / 2), out.day, 0, 0.95)) {
      out.registry(time, hivelistKey, hive.name, undefined, text(hive.data));
      const later = 50 * minute + ((hashParts(version) % 41) - 20) * second;
      out.registry(time + later, hivelistKey, hive.name, text(hive.data), undefined);
    }
  }
}

function programFolder(server: FleetServer): string {
  const application = pick(webApplications, hashParts(server.salt, 5));
  return server.role === 'iis'
    ? `C:\\inetpub\\wwwroot\\${application}\\bin\\`
    : `C:\\Program Files\\Contoso\\${application}\\`;
}

/** A release replaces an application's assemblies and its configuration. */
function deployments(out: ChangeWriter, server: FleetServer, mean: number) {
  if (server.role === 'jump' || server.role === 'domain') return hives(out, server, mean * 0.3);
  const rowsEach = applicationAssemblies.length + 1;
  const plan = schedule(server, 200, mean / rowsEach, 0.1);
  const folder = programFolder(server);
  for (const { time, version, previous } of occurrences(plan, out.day, 0.34, 0.72)) {
    const before = time - 3 * 86_400 * second;
    for (const [index, name] of applicationAssemblies.entries()) {
      const path = folder + name;
      const content = { path, baseSize: 30_000 + (hashText(path) % 600_000) };
      const at = time + index * 40_000;
      out.file(
        at,
        path,
        fileState({ ...content, version: previous }, before, archive, windowsAcls.administrators),
        fileState({ ...content, version }, at - 9 * minute, archive, windowsAcls.administrators),
      );
    }
    configFile(out, `${folder.replace(/bin\\$/, '')}web.config`, time + second, previous, version);
  }
}

function configFile(out: ChangeWriter, path: string, time: number, previous: number, version: number) {
  const content = { path, baseSize: 2000 + (hashText(path) % 9000) };
  out.file(
    time,
    path,
    fileState(
      { ...content, version: previous },
      time - (1 + (hashParts(previous) % 90)) * hour,
      archive,
      windowsAcls.administrators,
    ),
    fileState(
      { ...content, version },
      time - (hashParts(version) % 1700) * second,
      archive,
      windowsAcls.administrators,
    ),
  );
}

const churnedFiles: readonly string[] = [
  String.raw`C:\Windows\Microsoft.NET\Framework64\v4.0.30319\Config\web.config`,
  String.raw`C:\Windows\Microsoft.NET\Framework\v4.0.30319\Config\web.config`,
  String.raw`C:\Windows\win.ini`,
  String.raw`C:\Windows\system.ini`,
  String.raw`C:\Windows\System32\inetsrv\config\applicationHost.config`,
  String.raw`C:\Windows\System32\drivers\etc\hosts`,
];

function configurationChurn(out: ChangeWriter, server: FleetServer, mean: number) {
  for (const [index, path] of churnedFiles.entries()) {
    const weight = [0.4, 0.2, 0.12, 0.08, 0.15, 0.05][index] ?? 0;
    for (const { time, version, previous } of occurrences(schedule(server, 300 + index, mean * weight), out.day)) {
      configFile(out, path, time, previous, version);
    }
  }
}

function policies(out: ChangeWriter, server: FleetServer, mean: number) {
  for (const [index, { key, name, data }] of policyValues.entries()) {
    const plan = schedule(server, 400 + index, (mean * 0.7) / policyValues.length);
    for (const { time, version, previous } of occurrences(plan, out.day)) {
      out.registry(time, key, name, text(data + (previous % 1000)), text(data + (version % 1000)));
    }
  }
  for (const [index, key] of firewallKeys.entries()) {
    const plan = schedule(server, 420 + index, (mean * 0.3) / 2 / firewallKeys.length, 0.2);
    for (const { time, version } of occurrences(plan, out.day, 0.3, 0.8)) {
      out.registry(time, key, 'DisableNotifications', dword(0), dword(1));
      out.registry(time + (50 + (version % 3) * 50) * minute, key, 'DisableNotifications', dword(1), dword(0));
    }
  }
}

const serviceItem = (index: number): ServiceItem => {
  const { name, displayName, path } = pick(windowsServices, index);
  return { kind: 'WindowsServices', name, displayName, path, account: 'LocalSystem' };
};

function services(out: ChangeWriter, server: FleetServer, mean: number) {
  for (const index of windowsServices.keys()) {
    const plan = schedule(server, 500 + index, mean / 2 / windowsServices.length);
    for (const { time, version } of occurrences(plan, out.day)) restart(out, time, index, 1 + (version % 25));
  }
}

function restart(out: ChangeWriter, time: number, index: number, minutes: number) {
  const startupType = index % 3 === 1 ? 'Manual' : 'Auto';
  const running = { state: 'Running', startupType };
  const stopped = { state: 'Stopped', startupType };
  out.service(time, serviceItem(index), running, stopped);
  out.service(time + minutes * minute, serviceItem(index), stopped, running);
}

function updates(out: ChangeWriter, server: FleetServer, mean: number) {
  const plan = schedule(server, 600, mean);
  for (const { time, version, previous } of occurrences(plan, out.day)) {
    const edge = version % 2 === 0;
    out.software(
      time,
      {
        name: edge ? 'Microsoft Edge' : 'Microsoft Defender Antivirus security intelligence',
        type: 'Application',
        publisher: 'Microsoft Corporation',
        description: '',
      },
      previous === 0 ? undefined : versionText(edge, previous),
      versionText(edge, version),
    );
  }
}

const versionText = (edge: boolean, version: number) =>
  edge ? `131.0.2903.${version % 997}` : `1.421.${version % 1999}.0`;

/** Rings of the company's patching: the nights after patch Tuesday on which a server installs. */
const rings = [1, 3, 5];

function patchNight(out: ChangeWriter, server: FleetServer, bulk: number) {
  const tuesday = out.day.number - pick(rings, hashParts(server.salt, 11));
  if (patchTuesday(tuesday) !== tuesday) return;
  const start = out.day.start + hour + (hashParts(server.salt, tuesday) % 180) * minute;
  const reboot = start + 25 * minute;

  for (const { path, order, before, after } of patchedOn(tuesday)) {
    out.file(start + order * 700_000, path, before, after);
  }
  const build = 2700 + ((tuesday - 19_000) % 4000);
  for (let index = 0; index < 7 * bulk; index++) {
    const component = pick(sideBySideComponents, hashParts(tuesday, index));
    const library = pick(patchedFiles, index * 7 + tuesday).replace(/^.*\\/, '');
    const path = String.raw`C:\Windows\WinSxS\amd64_microsoft-windows-`.concat(
      `${component}_31bf3856ad364e35_10.0.20348.${build}_none_${hex(2, tuesday, index)}\\${library}`,
    );
    const at = start + index * 900_000;
    const state = fileState(
      { path, version: tuesday, baseSize: programSize(library) },
      at,
      archive,
      windowsAcls.system,
      at,
    );
    out.file(at + 5 * minute, path, undefined, state);
  }
  const update = String.raw`C:\Windows\System32\poqexec.exe /noreboot`;
  out.registry(start + 8 * minute, runOnceKey, '!PendingReboot', undefined, text(update));
  out.registry(reboot + 12 * minute, runOnceKey, '!PendingReboot', text(update), undefined);
  const kb = 5_030_000 + (tuesday % 60_000);
  for (const [offset, name] of [`KB${kb}`, `KB${kb + 211}`].entries()) {
    const item = {
      name: `2${String(tuesday).slice(1)} Cumulative Update (${name})`,
      type: 'Update' as const,
      publisher: 'Microsoft Corporation',
      description: 'Security update',
    };
    out.software(reboot + (20 + offset) * minute, item, undefined, name);
  }
  restart(out, start - 4 * minute, 2, 55);
  restart(out, reboot, 0, 6);
}

/** Files the update of a patch Tuesday replaces, the same on every server. */
const patchedOn = remembered((tuesday) =>
  patchedFiles.flatMap((path, order) => {
    if (!isPatched(order, tuesday)) return [];
    const content = { path, baseSize: programSize(path) };
    const earlier = previousPatch(order, tuesday);
    return [
      {
        path,
        order,
        before: fileState({ ...content, version: earlier }, (earlier - 6) * day, archive, windowsAcls.system),
        after: fileState({ ...content, version: tuesday }, (tuesday - 6) * day + 4 * hour, archive, windowsAcls.system),
      },
    ];
  }),
);

const isPatched = (index: number, tuesday: number) => happens(0.6, 41, index, tuesday);

/** The patch Tuesday before that also replaced the file; a file no update touched for two years keeps its first version. */
function previousPatch(index: number, tuesday: number): number {
  let earlier = tuesday;
  for (let months = 0; months < 24; months++) {
    earlier = patchTuesday(earlier - 1);
    if (isPatched(index, earlier)) return earlier;
  }
  return earlier;
}
