import * as z from 'zod/mini';
import type { Server } from './servers';

export const serverSorts = [
  'name',
  'os',
  'environment',
  'total',
  'Files',
  'Registry',
  'Software',
  'WindowsServices',
  'Daemons',
  'lastChange',
  'lastHeartbeat',
] as const;
export type ServerSort = (typeof serverSorts)[number];

/** View state of the Servers tab alone in the URL. Most changes first, as the original. */
export const serversSearch = z.object({
  /** Text in name, system or environment. */
  find: z.catch(z.string(), ''),
  sort: z.catch(z.enum(serverSorts), 'total'),
  dir: z.catch(z.enum(['asc', 'desc']), 'desc'),
});
export type ServersView = Readonly<z.infer<typeof serversSearch>>;

const words = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** What a column sorts by. Nothing known stands before everything else. */
const keyOf = (server: Server, sort: ServerSort): string | number => {
  switch (sort) {
    case 'name':
    case 'os':
      return server[sort];
    case 'environment':
      return server.environment ?? '';
    case 'total':
      return server.total;
    case 'lastChange':
    case 'lastHeartbeat':
      return server[sort] ?? -Infinity;
    default:
      return server.counts[sort];
  }
};

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? (a < b ? -1 : a > b ? 1 : 0) : words.compare(String(a), String(b));

/** Whether the first click on a column sorts upwards: words do, figures and times begin with the largest. */
export const sortsUpFirst = (sort: ServerSort): boolean => sort === 'name' || sort === 'os' || sort === 'environment';

/** Servers that contain `find`, in order; equal ones by name, so that the order never jumps between refreshes. */
export const arrangeServers = (servers: readonly Server[], { find, sort, dir }: ServersView): readonly Server[] => {
  const wanted = find.trim().toLowerCase();
  const sign = dir === 'asc' ? 1 : -1;
  const found = servers.filter(
    ({ name, os, environment = '' }) =>
      wanted === '' || `${name}\n${os}\n${environment}`.toLowerCase().includes(wanted),
  );
  return found.sort(
    (a, b) =>
      sign * compare(keyOf(a, sort), keyOf(b, sort)) || words.compare(a.name, b.name) || (a.key < b.key ? -1 : 1),
  );
};

/**
 * Selected servers (by key, as they were selected) as they are among `servers` now, in the order of the table: also those that its
 * search does not show.
 */
export const chosenServers = (
  selected: ReadonlyMap<string, Server>,
  servers: readonly Server[],
  order: Pick<ServersView, 'sort' | 'dir'>,
): readonly Server[] => {
  const latest = new Map(servers.map((server) => [server.key, server]));
  return arrangeServers(
    [...selected.values()].map((server) => latest.get(server.key) ?? server),
    { find: '', ...order },
  );
};
