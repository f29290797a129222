import { hostname } from 'node:os';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { localOwners, type Owners } from './owners';

/** Who this machine is, on every row. */
export type Machine = {
  readonly computer: string;
  /** UUID made once per state folder. */
  readonly sourceComputerId: string;
  /** The UUID was made just now. */
  readonly isNew: boolean;
  readonly osName: string;
  readonly osMajorVersion: string;
  readonly osMinorVersion: string;
  readonly owners: Owners;
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function computerId(folder: string): Promise<{ id: string; isNew: boolean }> {
  const file = join(folder, 'computer-id');
  const known = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (uuid.test(known)) return { id: known, isNew: false };
  const id = randomUUID();
  await writeFile(file, `${id}\n`, { mode: 0o600 });
  return { id, isNew: true };
}

/** `NAME=value` lines of os-release, quotes removed. */
export function parseOsRelease(text: string): ReadonlyMap<string, string> {
  const pairs = text.split('\n').map((line) => /^([A-Z_]+)=(?:"(.*)"|(.*))$/.exec(line.trim()));
  return new Map(pairs.flatMap((match) => (match === null ? [] : [[match[1] ?? '', match[2] ?? match[3] ?? '']])));
}

/** Reads the machine's identity; makes its UUID in `folder` when it has none. */
export async function readMachine(folder: string): Promise<Machine> {
  const release = parseOsRelease(await readFile('/etc/os-release', 'utf8').catch(() => ''));
  const { id, isNew } = await computerId(folder);
  const [major = '', minor = ''] = (release.get('VERSION_ID') ?? '').split('.');
  return {
    computer: hostname(),
    sourceComputerId: id,
    isNew,
    osName: release.get('PRETTY_NAME') ?? release.get('NAME') ?? 'Linux',
    osMajorVersion: major,
    osMinorVersion: minor,
    owners: localOwners(),
  };
}
