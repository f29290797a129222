/** The query API a program outside the browser calls. */
export type MEndpoint = {
  /** Base URL without `/v1`. */
  readonly logsUrl: string;
  readonly customerId: string;
};

const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const escapeOf = (found: string): string => {
  if (found === '\n' || found === '\t') return found;
  const code = found.codePointAt(0) ?? 0;
  return `#(${code
    .toString(16)
    .toUpperCase()
    .padStart(code > 0xffff ? 8 : 4, '0')})`;
};

/**
 * An M text literal: double quotes doubled, `#(` kept from beginning an escape, and characters that would not show as escapes. Source:
 * the language's specification.
 */
const literal = (text: string): string =>
  `"${text.replaceAll('\r\n', '\n').replaceAll('#(', '#(#)(').replaceAll('"', '""').replaceAll(hidden, escapeOf)}"`;

/** Kusto's types and M's, as Azure pairs them. */
const typeMap = [
  ['string', 'Text.Type'],
  ['int', 'Int32.Type'],
  ['long', 'Int64.Type'],
  ['real', 'Double.Type'],
  ['timespan', 'Duration.Type'],
  ['datetime', 'DateTimeZone.Type'],
  ['bool', 'Logical.Type'],
  ['guid', 'Text.Type'],
  ['dynamic', 'Text.Type'],
] as const;

const comment = `/*
How to use this text in Power BI Desktop:
1. Choose Get data, then Blank query.
2. In the Power Query editor, choose Advanced editor.
3. Put this whole text in place of what stands there, and press Done.
*/`;

/**
 * A query as a Power BI data source, in the form Azure's "Export to Power BI (M Query)" has. `timespan` (ISO 8601) is left out for a
 * query that sets its own time.
 */
export const mQuery = (kql: string, timespan: string | undefined, { logsUrl, customerId }: MEndpoint): string => {
  const parameters = [
    `#"query"=${literal(kql)}`,
    '#"x-ms-app"="OmsAnalyticsPBI"',
    ...(timespan === undefined ? [] : [`#"timespan"=${literal(timespan)}`]),
    '#"prefer"="ai.response-thinning=true"',
  ];
  const address = `${logsUrl}/v1/workspaces/${encodeURIComponent(customerId)}/query`;
  return `${comment}

let AnalyticsQuery =
let Source = Json.Document(Web.Contents(${literal(address)},
[Query=[${parameters.join(',')}],Timeout=#duration(0,0,4,0)])),
TypeMap = #table(
{ "AnalyticsTypes", "Type" },
{
${typeMap.map(([kusto, m]) => `{ "${kusto}", ${m} }`).join(',\n')}
}),
DataTable = Source[tables]{0},
Columns = Table.FromRecords(DataTable[columns]),
ColumnsWithType = Table.Join(Columns, {"type"}, TypeMap , {"AnalyticsTypes"}),
Rows = Table.FromRows(DataTable[rows], Columns[name]),
Table = Table.TransformColumnTypes(Rows, Table.ToList(ColumnsWithType, (c) => { c{0}, c{3}}))
in
Table
in AnalyticsQuery
`;
};
