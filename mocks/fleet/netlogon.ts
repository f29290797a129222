import { netlogonBaseline } from '#core/fim/netlogon-baseline';
import { windowsAcls } from './catalog-windows';
import type { ChangeWriter } from './change-writer';
import type { RegistryState } from './entity-state';
import { happens, hashParts, pick } from './random';
import type { FleetServer } from './servers';
import { day, hour, minute, second } from './time';

/** Values under the Netlogon parameters key: what the company's policy sets, and on which servers somebody changed it since. */
const policy: Readonly<Record<string, string>> = {
  RequireSignOrSeal: '1',
  SealSecureChannel: '1',
  SignSecureChannel: '1',
  RequireStrongKey: '1',
  DisablePasswordChange: '0',
  MaximumPasswordAge: '30',
};
const controllerPolicy: Readonly<Record<string, string>> = {
  ...policy,
  RefusePasswordChange: '0',
  AuditNTLMInDomain: '7',
  RestrictNTLMInDomain: '0',
};

type Drift = {
  readonly valueName: string;
  /** Undefined: removed. */
  readonly data: string | undefined;
  /** Days before today. */
  readonly ago: number;
  /** Microseconds into the day, before the evening's inventory. */
  readonly at: number;
};

const drifts: readonly Pick<Drift, 'valueName' | 'data'>[] = [
  { valueName: 'RequireStrongKey', data: '0' },
  { valueName: 'MaximumPasswordAge', data: '365' },
  { valueName: 'DisablePasswordChange', data: '1' },
  { valueName: 'SignSecureChannel', data: undefined },
  { valueName: 'RequireSignOrSeal', data: '0' },
];

const longestAgo = 40;

/** The values somebody changed on a server; most have none, some two of one morning. */
function driftsOf({ salt, os, state }: FleetServer): readonly Drift[] {
  if (os.type !== 'Windows' || state !== 'live' || !happens(0.14, salt, 94)) return [];
  const ago = 1 + (hashParts(salt, 95) % longestAgo);
  const at = 8 * hour + (hashParts(salt, 96) % (9 * 60)) * minute;
  const which = hashParts(salt, 97);
  const chosen = happens(0.3, salt, 98) ? [which, which + 1] : [which];
  return chosen.map((index, place) => ({ ...pick(drifts, index), ago, at: at + place * 40 * second }));
}

/** Servers whose agent has not collected the key yet. */
const isUncollected = ({ salt }: FleetServer) => happens(0.05, salt, 99);

const stateOf = (data: string): RegistryState => ({ data, type: 'REG_DWORD', acls: windowsAcls.administrators });

/** The changes that made a server's values drift, on their day. */
export function writeNetlogonDrift(out: ChangeWriter, server: FleetServer): void {
  if (out.day.ago < 1 || out.day.ago > longestAgo) return;
  for (const { valueName, data, ago, at } of driftsOf(server)) {
    if (ago !== out.day.ago) continue;
    const before = stateOf(policy[valueName] ?? '');
    out.registry(
      out.day.start + at,
      netlogonBaseline.key,
      valueName,
      before,
      data === undefined ? undefined : stateOf(data),
    );
  }
}

export type NetlogonInventory = {
  /** Microseconds since 1970. */
  readonly time: number;
  readonly values: readonly { readonly valueName: string; readonly type: string; readonly data: string }[];
};

/** What the last inventory says of the key; undefined where there was none. `time`: last night's, microseconds. */
export function netlogonInventory(server: FleetServer, time: number): NetlogonInventory | undefined {
  if (server.os.type !== 'Windows' || isUncollected(server)) return undefined;
  const values = new Map(Object.entries(server.role === 'domain' ? controllerPolicy : policy));
  for (const { valueName, data } of driftsOf(server)) {
    if (data === undefined) values.delete(valueName);
    else values.set(valueName, data);
  }
  const silent = typeof server.state === 'string' ? 0 : server.state.silentForDays;
  return {
    time: time - silent * day,
    values: [
      ...[...values].map(([valueName, data]) => ({ valueName, type: 'REG_DWORD', data })),
      ...(server.role === 'domain' ? [{ valueName: 'DCAllowedNTLMServers', type: 'REG_MULTI_SZ', data: '' }] : []),
    ],
  };
}
