import { Button, Switch } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import type { QueryReply, QueryTable } from '#core/contract/query';
import type { Zone } from '../../../../time-range/range';
import { formatCount } from '../../../../ui/numbers';
import { visibleString } from '../../../../ui/visible-parts';
import { VisibleText } from '../../../../ui/visible-text';
import { useSearchState } from '../../../../url-state';
import { columnHead } from '../columns';
import { FilterChips } from '../filter-chips';
import { LabelledSelect } from '../labelled-select';
import type { ResultColumn } from '../result-table';
import { resultsSearch } from '../results-search';
import { fittingRows } from '../row-filter';
import { useRowFilters } from '../use-row-filters';
import { type ChartChoice, chartSearch, chosenChart, defaultChoice, renderWish } from './chart-choice';
import { type ChartData, chartData } from './chart-data';
import { ChartTable } from './chart-table';
import { SeriesMark, valueText } from './chart-tip';
import { aggregations, chartKinds, kindWord } from './chart-words';
import css from './chart.module.css';
import { Plot } from './plot';
import { seriesLooks } from './series-looks';

type ChartProps = {
  readonly table: QueryTable;
  readonly columns: readonly ResultColumn[];
  readonly render: QueryReply['render'];
  readonly zone: Zone;
};

const aggregationWords = { sum: 'Sum', avg: 'Average', min: 'Smallest', max: 'Largest' } as const;

/** What the chart shows, in a sentence for screen readers. */
const describe = (
  choice: ChartChoice,
  columns: readonly ResultColumn[],
  { series, points, axis }: ChartData,
): string => {
  const name = (id: string) => visibleString(columns.find((column) => column.id === id)?.name ?? '');
  const what = choice.y.length === 0 ? 'number of rows' : choice.y.map(name).join(', ');
  const split = choice.split === '' || choice.kind === 'pie' ? '' : ` for each ${name(choice.split)}`;
  const counts = `${series.length} series, ${points.length} ${points.length === 1 ? 'point' : 'points'}`;
  return `${kindWord(choice.kind, axis === 'time')}: ${what} by ${name(choice.x)}${split}; ${counts}`;
};

/** A result as a chart: what the query's `render` asks for, or what the reader chooses, of the rows that fit the table's filters. */
const ResultChart = ({ table, columns, render, zone }: ChartProps) => {
  const [search, update] = useSearchState(resultsSearch);
  const { filters, setFilters } = useRowFilters();
  const first = useMemo(() => defaultChoice(render, columns), [render, columns]);
  const choice = useMemo(() => chosenChart(first, columns, search), [first, columns, search]);
  const [asTable, setAsTable] = useState(false);
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const total = table.rows.length;
  const isFiltered = filters.some(({ column }) => columns.some(({ id }) => id === column));
  const rows = useMemo(() => {
    const fitting = fittingRows(table.rows, columns, filters);
    return fitting.length === total ? table.rows : Array.from(fitting, (row) => table.rows[row] ?? []);
  }, [table, total, columns, filters]);
  const data = useMemo(() => chartData(rows, columns, choice, zone), [rows, columns, choice, zone]);
  const isPie = choice.kind === 'pie';
  const names = useMemo(() => (isPie ? data.points.map(({ label }) => label) : data.series), [isPie, data]);
  const all = useMemo(() => seriesLooks(names, choice.kind === 'line'), [names, choice.kind]);
  const looks = useMemo(() => all.map((look) => (off.has(look.name) ? undefined : look)), [all, off]);
  const label = describe(choice, columns, data);
  const { show, title, note } = renderWish(render);
  const notes = [
    ...(note === undefined ? [] : [note]),
    ...(show === 'chart' && first.y.length === 0 ? ['The result has no numbers: the number of rows is drawn.'] : []),
    ...data.notes,
  ];
  const isTime = data.axis === 'time';
  const change = (patch: Partial<ChartChoice>) => {
    update(chartSearch(patch));
    setOff(new Set());
  };
  const options = (list: readonly ResultColumn[]) =>
    list.map((column) => (
      <option key={column.id} value={column.id}>
        {columnHead(column, zone)}
      </option>
    ));
  const filled = columns.filter(({ isEmpty }) => !isEmpty);
  const sum = data.points.reduce((total, { values }) => total + Math.max(0, values[0] ?? 0), 0);
  const isBlank = data.points.every(({ values }) => values.every((value) => value === null));
  return (
    <figure className={css.figure} aria-label={label}>
      <div className={css.choices}>
        <LabelledSelect
          label="Chart"
          value={choice.kind}
          onChange={(value) => change({ kind: chartKinds.find((kind) => kind === value) ?? 'line' })}
        >
          {chartKinds.map((kind) => (
            <option key={kind} value={kind}>
              {kindWord(kind, isTime)}
            </option>
          ))}
        </LabelledSelect>
        <LabelledSelect label="X axis" value={choice.x} onChange={(value) => change({ x: value })}>
          {options(filled.length > 0 ? filled : columns)}
        </LabelledSelect>
        <LabelledSelect
          label="Y axis"
          value={choice.y.length > 1 ? 'several' : (choice.y[0] ?? '')}
          onChange={(value) => change({ y: value === '' ? [] : [value] })}
        >
          <option value="">Number of rows</option>
          {choice.y.length > 1 && (
            <option value="several" disabled>
              {choice.y.length} columns
            </option>
          )}
          {options(filled.filter(({ kind }) => kind === 'number'))}
        </LabelledSelect>
        {!isPie && (
          <LabelledSelect label="Split by" value={choice.split} onChange={(value) => change({ split: value })}>
            <option value="">nothing</option>
            {options(filled.filter(({ kind }) => kind === 'text' || kind === 'guid' || kind === 'bool'))}
          </LabelledSelect>
        )}
        {choice.y.length > 0 && choice.kind !== 'scatter' && (
          <LabelledSelect
            label="Rows of one point"
            value={choice.aggregation}
            onChange={(value) => change({ aggregation: aggregations.find((known) => known === value) ?? 'sum' })}
          >
            {aggregations.map((known) => (
              <option key={known} value={known}>
                {aggregationWords[known]}
              </option>
            ))}
          </LabelledSelect>
        )}
        {!isPie && choice.kind !== 'line' && choice.kind !== 'scatter' && (
          <Switch
            size="small"
            label="Stacked"
            checked={choice.stacked}
            onChange={(_, { checked }) => change({ stacked: checked })}
          />
        )}
        <Button size="small" appearance="subtle" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </div>
      {isFiltered && (
        <div className={css.filtered}>
          <span className="numbers">
            Drawn from {formatCount(rows.length)} of {formatCount(total)} {total === 1 ? 'row' : 'rows'}
          </span>
          <FilterChips filters={filters} columns={columns} zone={zone} onChange={setFilters} />
        </div>
      )}
      {title !== '' && (
        <h3 className={css.title}>
          <VisibleText text={title.slice(0, 300)} />
        </h3>
      )}
      {notes.length > 0 && (
        <p className={css.notes} role="status">
          {notes.map((note) => visibleString(note)).join(' ')}
        </p>
      )}
      {isBlank ? (
        <p className="muted">
          {rows.length === 0
            ? 'No row fits the filters. Remove one above.'
            : 'No row has a value for both axes. Choose other columns.'}
        </p>
      ) : asTable ? (
        <ChartTable data={data} zone={zone} label={label} x={columnName(columns, choice.x, zone)} />
      ) : (
        <>
          <div className={css.legend} role="group" aria-label="Legend">
            {all.map((look, at) => {
              const value = isPie ? (data.points[at]?.values[0] ?? 0) : undefined;
              return (
                <button
                  key={`${at} ${look.name}`}
                  type="button"
                  className={css.entry}
                  aria-pressed={!off.has(look.name)}
                  title={off.has(look.name) ? 'Show' : 'Hide'}
                  onClick={() =>
                    setOff((before) => {
                      const next = new Set(before);
                      if (!next.delete(look.name)) next.add(look.name);
                      return next;
                    })
                  }
                >
                  <SeriesMark look={look} />
                  <span className={css.entryName}>
                    <VisibleText text={look.name.slice(0, 200)} />
                  </span>
                  {value !== undefined && (
                    <span className="numbers muted">
                      {valueText(value)} ({sum === 0 ? '0' : formatCount(Math.round((Math.max(0, value) / sum) * 100))}{' '}
                      %)
                    </span>
                  )}
                </button>
              );
            })}
          </div>
          <div className={css.plot}>
            <div className={choice.kind === 'bar' ? css.tall : css.fill}>
              <Plot data={data} choice={choice} looks={looks} zone={zone} />
            </div>
          </div>
        </>
      )}
    </figure>
  );
};

const columnName = (columns: readonly ResultColumn[], id: string, zone: Zone): string => {
  const column = columns.find((one) => one.id === id);
  return column ? columnHead(column, zone) : '';
};

export default ResultChart;
