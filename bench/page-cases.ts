import './browser-modules';
import * as z from 'zod/mini';
import { dataEnd } from './changes-data';
import type { Case } from './kql-cases';

/** What the tabs of a workspace ask, in the pages' own words, over 30 days; the SQL beside it asks for the same columns. */
const { elsewhereKql, historyKql, prevalenceKql } = await import('../src/features/changes/details-queries');
const { facetsQuery } = await import('../src/features/changes/facets');
const { flapsKql } = await import('../src/features/changes/flaps');
const { placeKql } = await import('../src/features/changes/place');
const { histogramKql, listSpec, newRowsKql, pageKql } = await import('../src/features/changes/queries');
const { totalsKql } = await import('../src/features/dashboard/queries');
const { serversQuery } = await import('../src/features/servers/servers');
const { countsRequests } = await import('#core/fim/counts-request');
const { noTerms } = await import('../src/filters/change-filter');

const days = 30;
const day = 86_400_000_000;
const width = 6 * 3_600_000_000;
const from = dataEnd - days * day;
const ms = (micros: number) => micros / 1000;
const iso = (micros: number) => new Date(ms(micros)).toISOString();
const snapshot = iso(dataEnd + 1_000_000);
const filter = { ...noTerms, type: [], category: [], server: [], path: [], entity: [], field: [], all: false };
const range = { start: ms(from), end: ms(dataEnd) };

const sqlTime = `"TimeGenerated" >= TIMESTAMP '${iso(from)}' AND "TimeGenerated" < TIMESTAMP '${iso(dataEnd)}'`;
const fim = `FROM "ConfigurationChange" WHERE "ConfigChangeType" IN ('Files', 'Registry') AND ${sqlTime}`;
const received = `"$IngestionTime" <= TIMESTAMP '${snapshot}'`;
const columns = Object.keys(listSpec)
  .map((name) => (name === 'Received' ? '"$IngestionTime"' : name === 'Actor_CF' ? `'' AS actor` : `"${name}"`))
  .join(', ');

const sortedBy = {
  server: 'lower("Computer")',
  entity: 'lower(concat("FileSystemPath", "RegistryKey", "ValueName", "SvcName", "SoftwareName"))',
  type: '"ConfigChangeType"',
} as const;
const newestFirst = '"TimeGenerated" DESC, "RowId_CF" DESC';

const sortedPage = (sort: keyof typeof sortedBy, skip: number): Case => ({
  name: `changes by ${sort}, after ${skip}`,
  kql: pageKql({ filter, sort }, { from, to: dataEnd, start: skip, skip, count: 300, kind: 'slice' }, snapshot),
  sql: `SELECT ${columns} ${fim} AND ${received} ORDER BY ${sortedBy[sort]}, ${newestFirst} LIMIT 300 OFFSET ${skip}`,
});

/** A change of the generated data, newer than most. */
const change = {
  RowId_CF: '11111111-1111-4111-8111-111111111111:000000900000',
  TimeGenerated: iso(dataEnd - 9 * day),
  Computer: 'server-0007.contoso.com',
  SourceComputerId: '00000000-0000-4000-8000-000000000007',
  ConfigChangeType: 'Files',
  ChangeCategory: 'Modified',
  FileSystemPath: '/etc/sshd-0.conf',
  FileContentChecksum: '7'.padStart(64, '0'),
};
const entity = `("FileSystemPath" = '${change.FileSystemPath}' OR ("RegistryKey" = '${change.FileSystemPath}' AND "ValueName" = '') OR "SvcName" = '${change.FileSystemPath}' OR "SoftwareName" = '${change.FileSystemPath}')`;
const onServer = sortedBy.server;
const at = `TIMESTAMP '${change.TimeGenerated}'`;
const sameHash = `"FileContentChecksum" = '${change.FileContentChecksum}'`;

const reading = {
  asked: { filter, sort: 'newest' },
  flaps: [],
  hidden: 0,
  list: { filter, sort: 'newest' },
  tooMany: false,
  range,
  buckets: [],
  snapshot,
  first: { rows: [] },
  partial: undefined,
} as const;

const request = z.object({ id: z.string(), query: z.string() });

/** The texts of a `$batch`, by name, out of the key its answer is kept by. */
const textsOf = (key: readonly unknown[]) =>
  new Map(
    key
      .flatMap((part) => (Array.isArray(part) ? z.parse(z.array(request), part) : []))
      .map(({ id, query }) => [id, query]),
  );
const facets = textsOf(facetsQuery('w', reading, { serverSearch: '', rows: 10, folder: '' }).queryKey);
const servers = textsOf(
  serversQuery('w', filter, {
    ...range,
    range: { kind: 'absolute', ...range, text: '' },
    zone: 'utc',
    asOf: range.end,
    fresh: false,
  }).queryKey,
);

const facet = (id: string, sql: string): Case => ({ name: `facet: ${id}`, kql: facets.get(id) ?? '', sql });
const counted = (column: string) =>
  `SELECT "${column}", count(*) AS n ${fim} AND ${received} GROUP BY ALL ORDER BY n DESC, "${column}" LIMIT 10`;

const listed = { filter, sort: 'newest' } as const;

export const pageRange = { from, to: dataEnd };

const inRange = `"$Workspace" = 1 AND ${sqlTime}`;
const latest = ['Computer', 'OSType', 'OSName', 'ComputerEnvironment', 'CloudProvider_CF']
  .map((column) => `arg_max("${column}", "TimeGenerated")`)
  .join(', ');

export const pageCases: readonly Case[] = [
  {
    name: 'summary: totals',
    kql: totalsKql(filter),
    sql: `SELECT "ConfigChangeType", "ChangeCategory", count(*) AS n ${fim} GROUP BY ALL ORDER BY n DESC`,
  },
  {
    name: 'servers: changes of each',
    kql: servers.get('counts') ?? '',
    sql: `SELECT "SourceComputerId", "Computer", "ConfigChangeType", count(*), max("TimeGenerated") ${fim} GROUP BY ALL`,
  },
  {
    name: 'servers: latest heartbeats',
    kql: servers.get('heartbeats') ?? '',
    sql: `SELECT "SourceComputerId", max("TimeGenerated"), ${latest} FROM "Heartbeat" WHERE ${inRange} GROUP BY ALL`,
  },
  {
    name: 'workspaces: counts of 50',
    kql: countsRequests(['w'], ms(dataEnd))[0]?.query ?? '',
    sql: `SELECT "$Workspace", time_bucket(INTERVAL 6 HOUR, "TimeGenerated") AS slot, count(*) ${fim} AND "TimeGenerated" >= TIMESTAMP '${iso(dataEnd - 7 * day)}' GROUP BY ALL UNION ALL SELECT "$Workspace", NULL, count(DISTINCT "SourceComputerId") FROM "Heartbeat" WHERE ${sqlTime} GROUP BY ALL`,
    fleet: true,
  },
  {
    name: 'changes: histogram',
    kql: histogramKql(listed, width),
    sql: `SELECT time_bucket(INTERVAL 6 HOUR, "TimeGenerated") AS bucket, count(*), max("$IngestionTime") ${fim} GROUP BY ALL`,
  },
  {
    name: 'changes: newest 300',
    kql: pageKql(listed, { from, to: dataEnd, start: 0, skip: 0, count: 300, kind: 'whole' }, snapshot),
    sql: `SELECT ${columns} ${fim} AND ${received} ORDER BY ${newestFirst} LIMIT 300`,
  },
  sortedPage('server', 0),
  sortedPage('server', 100_000),
  sortedPage('entity', 0),
  sortedPage('entity', 100_000),
  sortedPage('type', 0),
  {
    name: 'changes: place by server',
    kql: placeKql({ filter, sort: 'server' }, change, snapshot),
    sql: `SELECT count(*) FILTER (${onServer} < '${change.Computer}' OR (${onServer} = '${change.Computer}' AND ("TimeGenerated" > ${at} OR ("TimeGenerated" = ${at} AND "RowId_CF" > '${change.RowId_CF}')))), count(*) FILTER ("RowId_CF" = '${change.RowId_CF}') ${fim} AND ${received}`,
  },
  {
    name: 'changes: place by time',
    kql: placeKql(listed, change, snapshot),
    sql: `SELECT count(*) FILTER ("TimeGenerated" > TIMESTAMP '${change.TimeGenerated}'), count(*) FILTER ("RowId_CF" = '${change.RowId_CF}') ${fim} AND ${received}`,
  },
  {
    name: 'changes: new rows',
    kql: newRowsKql(listed, iso(dataEnd - day)),
    sql: `SELECT count(*) ${fim} AND "$IngestionTime" > TIMESTAMP '${iso(dataEnd - day)}'`,
  },
  {
    name: 'changes: flapping entities',
    kql: flapsKql(filter),
    sql: `SELECT * FROM (SELECT "SourceComputerId", "FileSystemPath", "RegistryKey", "ValueName", "SvcName", "SoftwareName", count(*) FILTER ("ChangeCategory" = 'Added') AS added, count(*) FILTER ("ChangeCategory" = 'Removed') AS removed, min("TimeGenerated"), max("TimeGenerated") AS last ${fim} AND "ChangeCategory" IN ('Added', 'Removed') GROUP BY ALL) WHERE added >= 2 AND removed >= 2 ORDER BY added + removed DESC, last DESC LIMIT 200`,
  },
  facet('type', counted('ConfigChangeType')),
  facet('category', counted('ChangeCategory')),
  facet(
    'server',
    `SELECT "SourceComputerId", count(*) AS n, max("Computer") ${fim} AND ${received} GROUP BY ALL ORDER BY n DESC, "SourceComputerId" LIMIT 10`,
  ),
  facet(
    'path',
    `SELECT regexp_extract(whole, '^[/\\\\]*[^/\\\\]+[/\\\\]?') AS value, sum(n) AS n FROM (SELECT CASE WHEN "FileSystemPath" <> '' THEN "FileSystemPath" ELSE "RegistryKey" END AS whole, count(*) AS n ${fim} AND ${received} GROUP BY ALL) WHERE whole <> '' GROUP BY ALL ORDER BY n DESC, value LIMIT 10`,
  ),
  facet(
    'field',
    `SELECT trim(part) AS value, sum(n) AS n FROM (SELECT unnest(string_split("FieldsChanged", ';')) AS part, n FROM (SELECT "FieldsChanged", count(*) AS n ${fim} AND ${received} GROUP BY ALL)) WHERE trim(part) <> '' GROUP BY ALL ORDER BY n DESC, value LIMIT 10`,
  ),
  {
    name: 'details: history',
    kql: historyKql(change),
    sql: `SELECT ${columns} ${fim} AND "SourceComputerId" = '${change.SourceComputerId}' AND ${entity} ORDER BY "TimeGenerated" DESC LIMIT 101`,
  },
  {
    name: 'details: prevalence',
    kql: prevalenceKql(change),
    sql: `SELECT count(DISTINCT "SourceComputerId"), count(*), min("TimeGenerated"), max("TimeGenerated"), count(DISTINCT "SourceComputerId") FILTER (${sameHash}), count(*) FILTER (${sameHash}), min("TimeGenerated") FILTER (${sameHash}), max("TimeGenerated") FILTER (${sameHash}) ${fim} AND ${entity}`,
  },
  {
    name: 'details: the same hash elsewhere',
    kql: elsewhereKql(change) ?? '',
    sql: `SELECT count(DISTINCT "SourceComputerId"), count(DISTINCT "FileSystemPath"), min("FileSystemPath") FROM "ConfigurationChange" WHERE ${sqlTime} AND ${sameHash} AND "FileSystemPath" <> '${change.FileSystemPath}'`,
  },
];
