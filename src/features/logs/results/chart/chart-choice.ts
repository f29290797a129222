import type { QueryReply } from '#core/contract/query';
import type { ResultColumn } from '../result-table';
import type { ResultsSearch } from '../results-search';
import type { Aggregation, ChartKind } from './chart-words';

/** What a chart draws. `y`: ids of columns of numbers, none for how many rows there are; `split`: a column with a series per value. */
export type ChartChoice = {
  readonly kind: ChartKind;
  readonly stacked: boolean;
  /** Each place's values as parts of their sum: `kind=stacked100`. */
  readonly share: boolean;
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
  scatterchart: { kind: 'scatter' },
  anomalychart: { kind: 'line' },
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
): {
  readonly show: 'table' | 'chart' | 'other';
  readonly name: string;
  readonly title: string;
  /** What of the wish is not drawn. */
  readonly note?: string;
} => {
  const name = textOf(render, 'visualization');
  const title = textOf(render, 'title');
  const show = drawn[name] ? 'chart' : asRows.has(name) ? 'table' : 'other';
  return {
    show,
    name,
    title,
    ...(name === 'anomalychart' && { note: 'An anomaly chart is drawn as a time chart: anomalies are not marked.' }),
  };
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
  const wantsTime = ['timechart', 'anomalychart'].includes(textOf(render, 'visualization'));
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
  const share = textOf(render, 'kind') === 'stacked100';
  return {
    kind: wish?.kind ?? (x?.kind === 'time' ? (y.length === 0 ? 'column' : 'line') : 'column'),
    stacked: wish ? (wish.stacked ?? stackedKind) : true,
    share,
    x: x?.id ?? '',
    y: y.map(({ id }) => id),
    split: split?.id ?? '',
    aggregation: 'sum',
  };
};

type ChartSearch = Pick<ResultsSearch, 'chart' | 'stacked' | 'x' | 'y' | 'split' | 'each'>;

/** `first` with what the address chooses instead, as far as the result has such columns. */
export const chosenChart = (first: ChartChoice, columns: readonly ResultColumn[], search: ChartSearch): ChartChoice => {
  const has = (id: string, fits: (column: ResultColumn) => boolean) =>
    columns.some((column) => column.id === id && fits(column));
  const { chart, stacked, x, y, split, each } = search;
  const chosenY = y.filter((id) => has(id, ({ kind }) => kind === 'number'));
  const shownY = chosenY.length > 0 || y[0] === '' ? chosenY : first.y;
  const [chosenSplit] = split;
  return {
    kind: chart || first.kind,
    stacked: stacked === '' ? first.stacked : stacked === 'yes',
    share: first.share,
    x: has(x, () => true) ? x : first.x,
    y: shownY,
    split: chosenSplit !== undefined && (chosenSplit === '' || has(chosenSplit, isText)) ? chosenSplit : first.split,
    // Rows are counted: their average would be one, however many there are.
    aggregation: shownY.length === 0 ? 'sum' : each || first.aggregation,
  };
};

/** A choice as the address has it. */
export const chartSearch = (choice: Partial<ChartChoice>): Partial<ChartSearch> => ({
  ...(choice.kind !== undefined && { chart: choice.kind }),
  ...(choice.stacked !== undefined && { stacked: choice.stacked ? 'yes' : 'no' }),
  ...(choice.x !== undefined && { x: choice.x }),
  ...(choice.y !== undefined && { y: choice.y.length > 0 ? [...choice.y] : [''] }),
  ...(choice.split !== undefined && { split: [choice.split] }),
  ...(choice.aggregation !== undefined && { each: choice.aggregation }),
});
