export const chartKinds = ['line', 'area', 'scatter', 'column', 'bar', 'pie'] as const;
export type ChartKind = (typeof chartKinds)[number];

export const aggregations = ['sum', 'avg', 'min', 'max'] as const;
export type Aggregation = (typeof aggregations)[number];

const kindWords = {
  line: 'Line chart',
  area: 'Area chart',
  scatter: 'Scatter chart',
  column: 'Column chart',
  bar: 'Bar chart',
  pie: 'Pie chart',
} satisfies Record<ChartKind, string>;

/** What a chart is called: a line over time is a time chart. */
export const kindWord = (kind: ChartKind, isTime: boolean): string =>
  kind === 'line' && isTime ? 'Time chart' : kindWords[kind];
