import { expect, test } from 'vitest';
import { mQuery } from './m-query';

const endpoint = { logsUrl: 'https://api.loganalytics.io', customerId: '00000000-0000-4000-8000-000000000001' };

test('the M text is Azure’s, part by part', () => {
  const text = mQuery('ConfigurationChange\n| where Computer == "web"', 'P1D', endpoint);
  expect(text.slice(text.indexOf('*/') + 2).trim()).toBe(`let AnalyticsQuery =
let Source = Json.Document(Web.Contents("https://api.loganalytics.io/v1/workspaces/00000000-0000-4000-8000-000000000001/query",
[Query=[#"query"="ConfigurationChange
| where Computer == ""web""",#"x-ms-app"="OmsAnalyticsPBI",#"timespan"="P1D",#"prefer"="ai.response-thinning=true"],Timeout=#duration(0,0,4,0)])),
TypeMap = #table(
{ "AnalyticsTypes", "Type" },
{
{ "string", Text.Type },
{ "int", Int32.Type },
{ "long", Int64.Type },
{ "real", Double.Type },
{ "timespan", Duration.Type },
{ "datetime", DateTimeZone.Type },
{ "bool", Logical.Type },
{ "guid", Text.Type },
{ "dynamic", Text.Type }
}),
DataTable = Source[tables]{0},
Columns = Table.FromRecords(DataTable[columns]),
ColumnsWithType = Table.Join(Columns, {"type"}, TypeMap , {"AnalyticsTypes"}),
Rows = Table.FromRows(DataTable[rows], Columns[name]),
Table = Table.TransformColumnTypes(Rows, Table.ToList(ColumnsWithType, (c) => { c{0}, c{3}}))
in
Table
in AnalyticsQuery`);
  expect(text.startsWith('/*')).toBe(true);
  expect(text.match(/\*\//g)).toHaveLength(1);
});

test('a query with times of its own has no timespan', () => {
  expect(mQuery('T', undefined, endpoint)).not.toContain('timespan"=');
});

test('nothing in a query ends its literal, becomes an escape or hides', () => {
  const text = mQuery('T | where a == "x#(lf)" and b == "\u202Ey"\r\n// */ end', 'P1D', endpoint);
  expect(text).toContain('"T | where a == ""x#(#)(lf)"" and b == ""#(202E)y""\n// */ end"');
});
