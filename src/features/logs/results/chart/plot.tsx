import { memo } from 'react';
import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  Line,
  LineChart,
  Pie,
  PieChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { Zone } from '../../../../time-range/range';
import { formatTime } from '../../../../time-range/zone';
import { abbreviateCount } from '../../../../ui/numbers';
import { visibleString } from '../../../../ui/visible-parts';
import { tickText, timeTicks } from './chart-axis';
import type { ChartChoice } from './chart-choice';
import type { ChartData, ChartPoint } from './chart-data';
import { ChartTip, pointLabel } from './chart-tip';
import type { SeriesLook } from './series-looks';

const axisText = { fill: 'var(--fim-muted)', fontSize: 11 };
const margin = { top: 8, right: 16, bottom: 0, left: 0 };

type PlotProps = {
  readonly data: ChartData;
  readonly choice: ChartChoice;
  /** Looks of the series, or of a pie's slices; those a reader turned off are undefined. */
  readonly looks: readonly (SeriesLook | undefined)[];
  readonly zone: Zone;
};

const short = (text: string, length: number) => {
  const visible = visibleString(text);
  return visible.length > length ? `${visible.slice(0, length - 1)}…` : visible;
};

const shareTick = (value: number): string => `${String(Math.round(value * 100))} %`;

const numberTick = (value: number): string =>
  Math.abs(value) >= 1e15
    ? value.toExponential(1)
    : Number.isInteger(value) || Math.abs(value) >= 1000
      ? abbreviateCount(value)
      : String(Number(value.toPrecision(3)));

/** The drawing alone: dear to make, so it is made anew for other data only. */
export const Plot = memo((props: PlotProps) => {
  const { data, choice, looks, zone } = props;
  // A function, not a component: the library calls it with what is under the pointer.
  const showTip = ({ payload }: { readonly payload?: unknown }) => (
    <ChartTip data={data} looks={looks} zone={zone} at={indexOf(payload)} isPie={choice.kind === 'pie'} />
  );
  const tip = (
    <Tooltip
      isAnimationActive={false}
      cursor={
        choice.kind === 'pie' ? false : { stroke: 'var(--fim-line-strong)', fill: 'var(--fim-hover)', fillOpacity: 0.6 }
      }
      content={showTip}
    />
  );
  const hasSlice = ({ index, values: [value] }: ChartPoint) => looks[index] !== undefined && (value ?? 0) > 0;
  switch (choice.kind) {
    case 'pie':
      return (
        <ResponsiveContainer width="100%" height="100%">
          <PieChart accessibilityLayer={false}>
            {tip}
            <Pie
              data={data.points.filter(hasSlice)}
              dataKey={(point: ChartPoint) => point.values[0] ?? 0}
              nameKey="label"
              isAnimationActive={false}
              innerRadius="45%"
              outerRadius="90%"
              stroke="var(--fim-ground)"
            >
              {data.points.filter(hasSlice).map(({ index }) => (
                <Cell key={index} fill={looks[index]?.color} />
              ))}
            </Pie>
          </PieChart>
        </ResponsiveContainer>
      );
    case 'line':
    case 'scatter':
    case 'area':
      return <LinePlot {...props} tip={tip} />;
    case 'column':
    case 'bar':
      return <BarPlot {...props} tip={tip} />;
  }
});
Plot.displayName = 'Plot';

const isNumber = (value: number | null | undefined) => value !== null && value !== undefined;

/** Number of the point a tip is about, from what the library gives it. */
const indexOf = (payload: unknown): number => {
  const [first] = Array.isArray(payload) ? payload : [];
  const point: unknown = typeof first === 'object' && first !== null ? Reflect.get(first, 'payload') : undefined;
  const index: unknown = typeof point === 'object' && point !== null ? Reflect.get(point, 'index') : undefined;
  return typeof index === 'number' ? index : -1;
};

type PartProps = PlotProps & { readonly tip: React.ReactElement };

const grid = <CartesianGrid vertical={false} stroke="var(--fim-line)" />;
/** Where zero is, when values are on both sides of it. */
const zeroLine = { stroke: 'var(--fim-line-strong)' };
const valueAxis = ({ share }: ChartData) => (
  <YAxis
    width={52}
    tickCount={5}
    tickFormatter={share ? shareTick : numberTick}
    tick={axisText}
    tickLine={false}
    axisLine={false}
  />
);

const LinePlot = ({ data, choice, looks, zone, tip }: PartProps) => {
  const points = [...data.points];
  const range = { start: points[0]?.x ?? 0, end: points.at(-1)?.x ?? 0 };
  const shared = { height: 24, tick: axisText, tickLine: false, axisLine: { stroke: 'var(--fim-line-strong)' } };
  const axis =
    data.axis === 'text' ? (
      <XAxis
        dataKey="index"
        {...shared}
        tickFormatter={(index: number) => short(data.points[index]?.label ?? '', 16)}
      />
    ) : (
      <XAxis
        dataKey="x"
        type="number"
        domain={['dataMin', 'dataMax']}
        {...shared}
        {...(data.axis === 'time'
          ? { ticks: [...timeTicks(range, zone)], tickFormatter: (ms: number) => tickText(ms, range, zone) }
          : { tickFormatter: numberTick })}
      />
    );
  const series = looks.flatMap((look, at) => (look ? [{ look, at }] : []));
  // A single point is no line: it is drawn as a dot.
  const dotOf = (at: number) => points.filter(({ values }) => isNumber(values[at])).length < 2;
  const zero = data.hasBelow && <ReferenceLine y={0} {...zeroLine} />;
  return (
    <ResponsiveContainer width="100%" height="100%">
      {choice.kind !== 'area' ? (
        <LineChart data={points} margin={margin} accessibilityLayer={false}>
          {grid}
          {axis}
          {valueAxis(data)}
          {zero}
          {tip}
          {series.map(({ look, at }) => (
            <Line
              key={`${at} ${look.name}`}
              name={look.name}
              dataKey={(point: ChartPoint) => point.values[at] ?? null}
              stroke={look.color}
              strokeWidth={choice.kind === 'scatter' ? 0 : 1.75}
              strokeDasharray={look.dash}
              dot={choice.kind === 'scatter' ? { r: 3, fill: look.color, fillOpacity: 0.7, strokeWidth: 0 } : dotOf(at)}
              connectNulls={choice.kind === 'line'}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      ) : (
        <AreaChart
          data={points}
          margin={margin}
          accessibilityLayer={false}
          stackOffset={data.share ? 'expand' : 'none'}
        >
          {grid}
          {axis}
          {valueAxis(data)}
          {zero}
          {tip}
          {series.map(({ look, at }) => (
            <Area
              key={`${at} ${look.name}`}
              name={look.name}
              dataKey={(point: ChartPoint) => point.values[at] ?? (choice.stacked ? 0 : null)}
              stackId={choice.stacked ? 'all' : undefined}
              stroke={look.color}
              strokeDasharray={look.dash}
              fill={look.color}
              fillOpacity={choice.stacked ? 0.55 : 0.2}
              dot={dotOf(at)}
              connectNulls
              isAnimationActive={false}
            />
          ))}
        </AreaChart>
      )}
    </ResponsiveContainer>
  );
};

/** Room for the names beside horizontal bars, px, and height of one place. */
const nameWidth = 180;
const placeHeight = 26;

const BarPlot = ({ data, choice, looks, zone, tip }: PartProps) => {
  const points = [...data.points];
  const range = { start: points[0]?.x ?? 0, end: points.at(-1)?.x ?? 0 };
  const isBar = choice.kind === 'bar';
  const series = looks.flatMap((look, at) => (look ? [{ look, at }] : []));
  const label = (index: number): string => {
    const point = data.points[index];
    if (!point) return '';
    if (data.axis !== 'time') return short(pointLabel(point, data.axis, zone), isBar ? 28 : 14);
    return isBar ? formatTime(point.x, zone) : tickText(point.x, range, zone);
  };
  const height = isBar
    ? Math.max(1, points.length) * placeHeight * (choice.stacked ? 1 : Math.min(3, Math.max(1, series.length / 2))) + 32
    : 0;
  return (
    <ResponsiveContainer width="100%" height={isBar ? Math.max(240, height) : '100%'}>
      <BarChart
        data={points}
        layout={isBar ? 'vertical' : 'horizontal'}
        margin={margin}
        barCategoryGap={data.axis === 'time' ? 1 : '20%'}
        stackOffset={data.share ? 'expand' : 'sign'}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={isBar} horizontal={!isBar} stroke="var(--fim-line)" />
        {isBar ? (
          <>
            <XAxis
              type="number"
              tickFormatter={data.share ? shareTick : numberTick}
              tick={axisText}
              tickLine={false}
              height={24}
            />
            <YAxis
              type="category"
              dataKey="index"
              width={nameWidth}
              interval={0}
              tick={axisText}
              tickLine={false}
              tickFormatter={label}
            />
          </>
        ) : (
          <>
            <XAxis
              dataKey="index"
              height={24}
              tick={axisText}
              tickLine={false}
              axisLine={{ stroke: 'var(--fim-line-strong)' }}
              tickFormatter={label}
              interval="preserveStart"
              minTickGap={12}
            />
            {valueAxis(data)}
          </>
        )}
        {data.hasBelow && <ReferenceLine {...(isBar ? { x: 0 } : { y: 0 })} {...zeroLine} />}
        {tip}
        {series.map(({ look, at }) => (
          <Bar
            key={`${at} ${look.name}`}
            name={look.name}
            dataKey={(point: ChartPoint) => point.values[at] ?? 0}
            stackId={choice.stacked ? 'all' : undefined}
            fill={look.color}
            maxBarSize={48}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
};
