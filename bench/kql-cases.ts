import { dataEnd } from './changes-data';

/** A question of a page in KQL, and as one would write it by hand for the bench's data file. */
export type Case = {
  readonly name: string;
  readonly kql: string;
  readonly sql: string;
  /** Asked of each workspace of the fleet at once, as a list of them does; else of the first, which has the changes. */
  readonly fleet?: boolean;
};

const day = 86_400_000_000;
const iso = (micros: number) => new Date(micros / 1000).toISOString();
const since = (days: number) => iso(dataEnd - days * day);
const searched = ['FileSystemPath', 'RegistryKey', 'ValueName', 'Computer', 'ValueData', 'FieldsChanged', 'Name'];

const from = (days: number) => `FROM "ConfigurationChange" WHERE "TimeGenerated" >= TIMESTAMP '${since(days)}'`;
const rows = (days: number) => `ConfigurationChange | where TimeGenerated >= datetime(${since(days)})`;

/** What the pages of a workspace count: see src/filters/filter-kql.ts. */
const fimRows = (days: number) => `${rows(days)} | where ConfigChangeType in ("Files", "Registry")`;
const fimFrom = (days: number) => `${from(days)} AND "ConfigChangeType" IN ('Files', 'Registry')`;

const listed = [
  'RowId_CF',
  'TimeGenerated',
  'Computer',
  'SourceComputerId',
  'ConfigChangeType',
  'ChangeCategory',
  'FileSystemPath',
  'Name',
  'RegistryKey',
  'ValueName',
  'FieldsChanged',
  'Size',
  'FileContentChecksum',
];

export const cases: readonly Case[] = [
  {
    name: 'Q1 bin 1h x category, 14 d',
    kql: `${rows(14)} | summarize count() by bin(TimeGenerated, 1h), ChangeCategory`,
    sql: `SELECT time_bucket(INTERVAL 1 HOUR, "TimeGenerated") AS bin, "ChangeCategory", count(*) ${from(14)} GROUP BY ALL`,
  },
  {
    name: 'Q2 computer x type, 7 d',
    kql: `${rows(7)} | summarize count() by Computer, ConfigChangeType`,
    sql: `SELECT "Computer", "ConfigChangeType", count(*) ${from(7)} GROUP BY ALL`,
  },
  {
    name: "Q3 has 'sshd', newest 100",
    kql: `${rows(90)} | where FileSystemPath has "sshd" | top 100 by TimeGenerated | project TimeGenerated, Computer, FileSystemPath, ChangeCategory`,
    sql: `SELECT "TimeGenerated", "Computer", "FileSystemPath", "ChangeCategory" ${from(90)} AND regexp_matches(lower("FileSystemPath"), '(^|[^a-z0-9])sshd([^a-z0-9]|$)') ORDER BY "TimeGenerated" DESC LIMIT 100`,
  },
  {
    name: 'Q4 totals, 7 d',
    kql: `${rows(7)} | summarize Total = count(), Files = countif(ConfigChangeType == "Files"), Registry = countif(ConfigChangeType == "Registry"), Modified = countif(ChangeCategory == "Modified"), Added = countif(ChangeCategory == "Added"), Removed = countif(ChangeCategory == "Removed")`,
    sql: `SELECT count(*), count(*) FILTER ("ConfigChangeType" = 'Files'), count(*) FILTER ("ConfigChangeType" = 'Registry'), count(*) FILTER ("ChangeCategory" = 'Modified'), count(*) FILTER ("ChangeCategory" = 'Added'), count(*) FILTER ("ChangeCategory" = 'Removed') ${from(7)}`,
  },
  {
    name: 'Q5 contains over 7 columns, count',
    kql: `ConfigurationChange | where ${searched.map((column) => `${column} contains "nginx-7"`).join(' or ')} | count`,
    sql: `SELECT count(*) FROM "ConfigurationChange" WHERE ${searched.map((column) => `contains(lower("${column}"), 'nginx-7')`).join(' OR ')}`,
  },
  {
    name: 'Q6 top 20 paths, 30 d',
    kql: `${rows(30)} | summarize Changes = count() by FileSystemPath | top 20 by Changes`,
    sql: `SELECT "FileSystemPath", count(*) AS changes ${from(30)} GROUP BY ALL ORDER BY changes DESC LIMIT 20`,
  },
  {
    name: 'chart: day x type x category, 30 d',
    kql: `${fimRows(30)} | summarize Changes = count() by Bin = bin(TimeGenerated, 1d), ConfigChangeType, ChangeCategory`,
    sql: `SELECT date_trunc('day', "TimeGenerated") AS bin, "ConfigChangeType", "ChangeCategory", count(*) ${fimFrom(30)} GROUP BY ALL`,
  },
  {
    name: 'list: newest 1,000, 30 d',
    kql: `${fimRows(30)} | order by TimeGenerated desc, RowId_CF desc | take 1000 | project ${listed.join(', ')}`,
    sql: `SELECT ${listed.map((column) => `"${column}"`).join(', ')} ${fimFrom(30)} ORDER BY "TimeGenerated" DESC, "RowId_CF" DESC LIMIT 1000`,
  },
  {
    name: 'histogram with arrival, 30 d',
    kql: `${fimRows(30)} | summarize Count = count(), Received = max(ingestion_time()) by Bucket = bin(TimeGenerated, 6h)`,
    sql: `SELECT time_bucket(INTERVAL 6 HOUR, "TimeGenerated") AS bucket, count(*), max("$IngestionTime") ${fimFrom(30)} GROUP BY ALL`,
  },
  {
    name: 'facet: servers, 30 d',
    kql: `${fimRows(30)} | summarize Count = count(), Label = max(Computer) by Value = SourceComputerId | order by Count desc, Value asc | take 10`,
    sql: `SELECT "SourceComputerId", count(*) AS count, max("Computer") ${fimFrom(30)} GROUP BY ALL ORDER BY count DESC, "SourceComputerId" LIMIT 10`,
  },
  {
    name: 'servers tab, 30 d',
    kql: `${fimRows(30)} | summarize Changes = count(), LastChange = max(TimeGenerated) by SourceComputerId, Computer, ConfigChangeType`,
    sql: `SELECT "SourceComputerId", "Computer", "ConfigChangeType", count(*), max("TimeGenerated") ${fimFrom(30)} GROUP BY ALL`,
  },
  {
    name: 'last change of each server, 30 d',
    kql: `${fimRows(30)} | summarize arg_max(TimeGenerated, FileSystemPath, ChangeCategory) by Computer`,
    sql: `SELECT "Computer", max("TimeGenerated"), arg_max("FileSystemPath", "TimeGenerated"), arg_max("ChangeCategory", "TimeGenerated") ${fimFrom(30)} GROUP BY ALL`,
  },
];
