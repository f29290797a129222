import type { QueryReply } from '#core/contract/query';
import type { ResultColumn } from '../result-table';

export const chartKinds = ['line', 'area', 'column', 'bar', 'pie'] as const;
export type ChartKind = (typeof chartKinds)[number];

export const aggregations = ['sum', 'avg', 'min', 'max'] as const;
export type Aggregation = (typeof aggregations)[number];

/** What a chart draws. `y`: ids of columns of numbers, none for how many rows there are; `split`: a column with a series per value. */
export type ChartChoice = {
  readonly kind: ChartKind;
  readonly stacked: boolean;
  readonly x: string;
  readonly y: readonly string[];
  readonly split: string;
  readonly aggregation: Aggregation;
};

/** Kinds of `render` that are drawn here. */
const drawn: Readonly<Record<string, { readonly kind: ChartKind; readonly stacked?: boolean }>> = {
  timechart: { kind: 'line' },
  linechart: { kind: 'line' },
  areachart: { kind: 'area' },
  stackedareachart: { kind: 'area', stacked: true },
  columnchart: { kind: 'column' },
  barchart: { kind: 'bar' },
  piechart: { kind: 'pie' },
};

/** Those that mean the rows themselves. */
const asRows = new Set(['table', 'list', '']);

type Render = QueryReply['render'];

const textOf = (render: Render, key: string): string => {
  const value = render?.[key];
  return typeof value === 'string' ? value : '';
};

/** The query API gives lists of columns as arrays, Kusto's own text has them with commas. */
const namesOf = (render: Render, key: string): readonly string[] => {
  const value = render?.[key];
  const parts = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
  return parts.flatMap((part) => (typeof part === 'string' && part.trim() !== '' ? [part.trim()] : []));
};

/** What the query's `render` asks for: a chart, the rows, or a visualization that is not drawn here. */
export const renderWish = (
  render: Render,
): { readonly show: 'table' | 'chart' | 'other'; readonly name: string; readonly title: string } => {
  const name = textOf(render, 'visualization');
  const title = textOf(render, 'title');
  return { show: drawn[name] ? 'chart' : asRows.has(name) ? 'table' : 'other', name, title };
};

/** A result with more columns than this is taken for plain rows: nobody meant all its numbers as lines. */
const mostForAll = 6;

const isText = ({ kind }: ResultColumn) => kind === 'text' || kind === 'guid' || kind === 'bool';

/** The chart a `render` means for these columns, or without one the chart that is likely to say most. */
export const defaultChoice = (render: Render, columns: readonly ResultColumn[]): ChartChoice => {
  const wish = drawn[textOf(render, 'visualization')];
  const named = (names: readonly string[]) =>
    names.flatMap((name) => columns.find((column) => column.name === name) ?? []);
  const filled = columns.filter(({ isEmpty }) => !isEmpty);
  const usable = filled.length > 0 ? filled : columns;
  const time = usable.find(({ kind }) => kind === 'time');
  const isPlain = !wish && usable.length > mostForAll;
  const wantsTime = textOf(render, 'visualization') === 'timechart';
  const text = usable.find(isText);
  const x =
    named(namesOf(render, 'xColumn'))[0] ??
    (wish ? ((wantsTime ? time : undefined) ?? usable[0]) : (time ?? text ?? usable[0]));
  const numbers = usable.filter((column) => column.kind === 'number' && column !== x);
  const wantedY = named(namesOf(render, 'yColumns')).filter(({ kind }) => kind === 'number');
  const y = wantedY.length > 0 ? wantedY : isPlain ? [] : numbers;
  const wantedSeries = named(namesOf(render, 'series'))[0];
  const split = wantedSeries ?? (isPlain ? undefined : usable.find((column) => isText(column) && column !== x));
  const stackedKind = textOf(render, 'kind').startsWith('stacked');
  return {
    kind: wish?.kind ?? (x?.kind === 'time' ? (y.length === 0 ? 'column' : 'line') : 'column'),
    stacked: wish ? (wish.stacked ?? stackedKind) : true,
    x: x?.id ?? '',
    y: y.map(({ id }) => id),
    split: split?.id ?? '',
    aggregation: 'sum',
  };
};

export const kindWords = {
  line: 'Line chart',
  area: 'Area chart',
  column: 'Column chart',
  bar: 'Bar chart',
  pie: 'Pie chart',
} satisfies Record<ChartKind, string>;

/** What a chart is called: a line over time is a time chart. */
export const kindWord = (kind: ChartKind, isTime: boolean): string =>
  kind === 'line' && isTime ? 'Time chart' : kindWords[kind];
