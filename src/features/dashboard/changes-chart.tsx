import { Button } from '@fluentui/react-components';
import { ArrowUndoRegular, ZoomOutRegular } from '@fluentui/react-icons';
import { memo, useMemo } from 'react';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis, getNiceTickValues } from 'recharts';
import { type ChangeFilter, sideOf } from '../../filters/change-filter';
import type { PageWindow } from '../../time-range/page-window';
import { Glyph } from '../../ui/glyph';
import { abbreviateCount } from '../../ui/numbers';
import { BucketTable } from './bucket-table';
import { narrowed, tickStarts, tickText } from './chart-axis';
import { ChartBrush } from './chart-brush';
import css from './changes-chart.module.css';
import type { Bucket, Stack } from './queries';
import type { RangeHistory } from './range-history';
import type { Series } from './series';

/** Round numbers on the count axis, from 0 to above the highest stack. */
const countTicks = (buckets: readonly Bucket[]): readonly number[] =>
  getNiceTickValues([0, Math.max(1, ...buckets.map(({ total }) => total))], 5, false);
/** Upper end of the count axis; the brush finds segments with it. */
const topOf = (ticks: readonly number[]) => ticks.at(-1) ?? 1;

const axisText = { fill: 'var(--fim-muted)', fontSize: 11 };

/** The bars alone: dear to draw, so they are drawn anew for new numbers only and not for every move of the pointer. */
type PlotProps = Pick<ChangesChartProps, 'buckets' | 'series' | 'window'> & { readonly ticks: readonly number[] };

const Plot = memo(({ buckets, series, window, ticks }: PlotProps) => (
  <ResponsiveContainer width="100%" height="100%">
    <BarChart
      data={[...buckets]}
      margin={{ top: 4, right: 4, bottom: 0, left: 0 }}
      barCategoryGap={1}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--fim-line)" />
      <XAxis
        dataKey="start"
        height={20}
        ticks={tickStarts(buckets, window.zone)}
        tickFormatter={(ms: number) => tickText(ms, buckets, window.zone)}
        tick={axisText}
        tickLine={false}
        axisLine={{ stroke: 'var(--fim-line-strong)' }}
        interval="preserveStart"
      />
      <YAxis
        width={36}
        interval={0}
        ticks={[...ticks]}
        domain={[0, topOf(ticks)]}
        tickFormatter={abbreviateCount}
        tick={axisText}
        tickLine={false}
        axisLine={false}
      />
      {series.map(({ value, color }) => (
        <Bar
          key={value}
          name={value}
          dataKey={(bucket: Bucket) => bucket.counts[value] ?? 0}
          stackId="changes"
          fill={color}
          isAnimationActive={false}
        />
      ))}
    </BarChart>
  </ResponsiveContainer>
));
Plot.displayName = 'Plot';

type LegendProps = {
  readonly stack: Stack;
  readonly series: readonly Series[];
  readonly filter: ChangeFilter;
  readonly onToggle: (field: Stack, value: string, side: 'include' | 'exclude') => void;
};

const Legend = ({ stack, series, filter, onToggle }: LegendProps) => (
  <div className={css.legend} role="group" aria-label="Legend">
    {series.map(({ value, label, color, glyph }) => {
      const side = sideOf(filter, stack, value);
      return (
        <button
          key={value}
          type="button"
          className={css.entry}
          data-side={side}
          aria-pressed={side === 'include'}
          title={side === 'off' ? `Only ${label} (Alt+click: all but ${label})` : 'Remove this filter'}
          onClick={(event) =>
            onToggle(stack, value, side === 'exclude' || (side === 'off' && event.altKey) ? 'exclude' : 'include')
          }
        >
          <span style={{ color }}>
            <Glyph name={glyph} />
          </span>
          {label}
        </button>
      );
    })}
  </div>
);

type ChangesChartProps = LegendProps & {
  readonly buckets: readonly Bucket[];
  /** The window the buckets are of. */
  readonly window: PageWindow;
  readonly history: RangeHistory;
  readonly onStack: (stack: Stack) => void;
  readonly asTable: boolean;
  readonly onAsTable: (asTable: boolean) => void;
};

/** Changes over time in about 60 buckets, stacked by category or type; the same numbers as a table for who prefers or needs one. */
const ChangesChart = (props: ChangesChartProps) => {
  const { buckets, series, window, stack, filter, history, onToggle, onStack, asTable, onAsTable } = props;
  const total = buckets.reduce((sum, one) => sum + one.total, 0);
  const ticks = useMemo(() => countTicks(buckets), [buckets]);
  const narrow = (from: Bucket, to: Bucket, only?: string) =>
    history.narrow(narrowed(from, to, window), only === undefined ? undefined : { [stack]: [only] });
  const other = stack === 'type' ? 'category' : 'type';
  return (
    <figure className={css.figure} aria-label="Changes over time">
      <figcaption className={css.caption}>
        <span>Changes over time</span>
        <Legend stack={stack} series={series} filter={filter} onToggle={onToggle} />
        <span className={css.buttons}>
          {history.back && (
            <Button
              size="small"
              appearance="subtle"
              icon={<ArrowUndoRegular />}
              title={`Back to ${history.back.label}`}
              aria-label={`Back to ${history.back.label}`}
              onClick={history.back.go}
            />
          )}
          {history.zoomOut && (
            <Button
              size="small"
              appearance="subtle"
              icon={<ZoomOutRegular />}
              title={`Zoom out to ${history.zoomOut.label}`}
              aria-label={`Zoom out to ${history.zoomOut.label}`}
              onClick={history.zoomOut.go}
            />
          )}
          <Button size="small" appearance="subtle" onClick={() => onStack(other)}>
            Stack by {other}
          </Button>
          <Button size="small" appearance="subtle" aria-pressed={asTable} onClick={() => onAsTable(!asTable)}>
            {asTable ? 'Show as chart' : 'Show as table'}
          </Button>
        </span>
      </figcaption>
      {asTable ? (
        <BucketTable
          buckets={buckets}
          series={series}
          zone={window.zone}
          onPick={(bucket, only) => narrow(bucket, bucket, only)}
        />
      ) : (
        <div className={css.plot}>
          {total === 0 && (
            <p className={css.none}>
              <span>None in this range</span>
            </p>
          )}
          <Plot buckets={buckets} series={series} window={window} ticks={ticks} />
          <ChartBrush buckets={buckets} series={series} top={topOf(ticks)} zone={window.zone} onNarrow={narrow} />
        </div>
      )}
    </figure>
  );
};

export default ChangesChart;
