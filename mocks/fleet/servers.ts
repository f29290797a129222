import type { CloudProvider, FleetWorkspace, ServerRole } from './organisation';
import { workspaces } from './organisation';
import { createRng, guidOf, hashParts, hashText, happens, pick } from './random';

export type OperatingSystem = {
  readonly type: 'Windows' | 'Linux';
  readonly name: string;
  readonly major: string;
  readonly minor: string;
};

/** How a server lives: `silent` stopped sending some days ago, `quiet` is alive and never changes. */
export type ServerState = 'live' | 'quiet' | { readonly silentForDays: number };

export type FleetServer = {
  readonly index: number;
  readonly computer: string;
  readonly workspace: FleetWorkspace;
  readonly role: ServerRole;
  readonly cloud: CloudProvider;
  readonly os: OperatingSystem;
  readonly sourceComputerId: string;
  readonly vmUuid: string;
  readonly resourceId: string;
  readonly managementGroup: string;
  readonly ip: string;
  /** First half of its `RowId_CF`s. */
  readonly epoch: string;
  readonly state: ServerState;
  /** Share of the fleet's noise this server makes; all shares add up to 1 (Zipf-like). */
  readonly noise: number;
  /** Hash of the server and the seed: the first part of every choice made for it. */
  readonly salt: number;
};

/** The server that shows what hostile names look like on screen. */
export const hostileServerName = 'redteam-lab-01';

const windows: readonly OperatingSystem[] = [
  { type: 'Windows', name: 'Windows Server 2022 Datacenter', major: '10', minor: '0' },
  { type: 'Windows', name: 'Windows Server 2019 Standard', major: '10', minor: '0' },
  { type: 'Windows', name: 'Windows Server 2016 Datacenter', major: '10', minor: '0' },
];
const linux: readonly OperatingSystem[] = [
  { type: 'Linux', name: 'Ubuntu', major: '24', minor: '04' },
  { type: 'Linux', name: 'Ubuntu', major: '22', minor: '04' },
  { type: 'Linux', name: 'Debian GNU/Linux', major: '12', minor: '8' },
];
const operatingSystems = {
  iis: windows,
  sqlserver: windows,
  domain: windows,
  pos: windows,
  jump: windows,
  'linux-web': linux,
  'linux-app': linux,
  'linux-db': linux,
  'linux-batch': linux,
} satisfies Record<ServerRole, readonly OperatingSystem[]>;

/** All servers of the company, in an order that does not depend on the seed; what they do does. */
export function createServers(seed: number): readonly FleetServer[] {
  const found = workspaces.flatMap((workspace) =>
    workspace.groups.flatMap((group) =>
      Array.from({ length: group.count }, (_, index) => ({
        workspace,
        role: group.role,
        cloud: group.cloud,
        computer: `${group.prefix}${group.cloud === 'AWS' && group.role === 'iis' ? '' : '-'}${serial(group.prefix, index)}`,
      })),
    ),
  );
  const first = workspaces[0];
  if (first) {
    found.push({ workspace: first, role: 'linux-app', cloud: 'On-premises', computer: hostileServerName });
  }

  const shares = noiseShares(seed, found);
  return found.map(({ workspace, role, cloud, computer }, index): FleetServer => {
    const salt = hashParts(seed, hashText(computer));
    const resource = cloud === 'Azure' ? 'microsoft.compute/virtualmachines' : 'microsoft.hybridcompute/machines';
    return {
      index,
      computer,
      workspace,
      role,
      cloud,
      os: pick(operatingSystems[role], hashText(computer)),
      sourceComputerId: guidOf(`computer ${computer}`),
      vmUuid: guidOf(`vm ${computer}`),
      resourceId: `/subscriptions/${workspace.subscription.id}/resourcegroups/${workspace.resourceGroup}/providers/${resource}/${computer.toLowerCase()}`,
      managementGroup: `AOI-${workspace.customerId}`,
      ip: `10.${20 + (index % 8)}.${Math.floor(index / 200)}.${(index % 200) + 4}`,
      epoch: guidOf(`epoch ${computer}`),
      state: stateOf(salt, computer),
      noise: shares[index] ?? 0,
      salt,
    };
  });
}

function serial(prefix: string, index: number): string {
  if (prefix === 'STORE-04') return `${String(10 + Math.floor(index / 3) * 3)}-POS${(index % 3) + 1}`;
  if (prefix.startsWith('ip-')) return String(11 + index * 7);
  if (prefix.startsWith('EC2')) return guidOf(`${prefix}${index}`).slice(0, 6).toUpperCase();
  return String(index + 1).padStart(2, '0');
}

/** Servers of the stories are always there: they neither fall silent nor keep quiet. */
const storyServers: ReadonlySet<string> = new Set(['web-eus-07', 'app-eus-11', 'db-eus-03', hostileServerName]);

function stateOf(salt: number, computer: string): ServerState {
  if (storyServers.has(computer)) return 'live';
  if (happens(0.03, salt, 1)) return { silentForDays: 2 + (hashParts(salt, 2) % 20) };
  return happens(0.03, salt, 3) ? 'quiet' : 'live';
}

/** Zipf over a seeded ranking of the servers that report changes. */
function noiseShares(seed: number, servers: readonly { readonly workspace: FleetWorkspace }[]): readonly number[] {
  const rng = createRng(hashParts(seed, 77));
  const ranks = servers
    .map(({ workspace }, index) => ({ index, key: workspace.enabled ? rng() : 2 + rng() }))
    .sort((a, b) => a.key - b.key);
  const weights = servers.map(() => 0);
  let total = 0;
  for (const [rank, { index, key }] of ranks.entries()) {
    const weight = key < 1 ? 1 / (rank + 4) ** 0.85 : 0;
    weights[index] = weight;
    total += weight;
  }
  return weights.map((weight) => weight / total);
}
