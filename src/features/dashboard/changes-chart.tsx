import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Zone } from '../../time-range/range';
import { formatClock, formatDay, formatTime, zoneLabel } from '../../time-range/zone';
import { CategoryLabel, categories, categoryColors } from '../../ui/change-words';
import { abbreviateCount, formatCount } from '../../ui/numbers';
import css from './changes-chart.module.css';
import type { Bucket } from './queries';

const hours36 = 36 * 3_600_000;
const isShort = (buckets: readonly Bucket[]) => (buckets.at(-1)?.end ?? 0) - (buckets[0]?.start ?? 0) <= hours36;

/** Where labels stand: at midnight for long ranges, every tenth bucket for short ones. */
const tickStarts = (buckets: readonly Bucket[], zone: Zone): number[] => {
  if (isShort(buckets)) return buckets.filter((_, index) => index % 10 === 0).map(({ start }) => start);
  const days = buckets.filter(({ start }) => formatClock(start, zone) === '00:00');
  const every = Math.ceil(days.length / 8);
  return days.filter((_, index) => index % every === 0).map(({ start }) => start);
};

const span = ({ start, end }: Bucket, zone: Zone) =>
  formatDay(start, zone) === formatDay(end - 1, zone)
    ? `${formatTime(start, zone)} to ${formatTime(end, zone).slice(11)}`
    : `${formatTime(start, zone)} to ${formatTime(end, zone)}`;

type ChartTipProps = {
  readonly buckets: readonly Bucket[];
  readonly zone: Zone;
  /** Given by the chart: whether the pointer is over a bucket, and over which. */
  readonly active?: boolean;
  readonly label?: unknown;
};

const ChartTip = ({ buckets, zone, active, label }: ChartTipProps) => {
  const bucket = active ? buckets.find(({ start }) => start === label) : undefined;
  if (!bucket) return null;
  return (
    <div className={css.tip}>
      <p className="numbers">{span(bucket, zone)}</p>
      {categories.map((category) => (
        <p key={category} className={css.tipRow}>
          <CategoryLabel category={category} />
          <span className="numbers">{formatCount(bucket.counts[category] ?? 0)}</span>
        </p>
      ))}
    </div>
  );
};

const BucketTable = ({ buckets, zone }: { readonly buckets: readonly Bucket[]; readonly zone: Zone }) => (
  // A region that scrolls must take focus, or keyboards cannot scroll it.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <section className={css.tableScroller} tabIndex={0} aria-label="Table of changes over time">
    <table className={css.table} aria-label="Changes over time">
      <thead>
        <tr>
          <th scope="col">From [{zoneLabel(zone)}]</th>
          {categories.map((category) => (
            <th key={category} scope="col" data-numeric>
              {category}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {buckets.map((bucket) => (
          <tr key={bucket.start}>
            <th scope="row" className="numbers">
              {formatTime(bucket.start, zone)}
            </th>
            {categories.map((category) => (
              <td key={category} data-numeric className="numbers">
                {!bucket.counts[category] ? (
                  <span className="muted">0</span>
                ) : (
                  formatCount(bucket.counts[category] ?? 0)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

type ChangesChartProps = { readonly buckets: readonly Bucket[]; readonly zone: Zone };

/** Changes over time, stacked by category, in about 60 buckets; the same numbers as a table for who prefers or needs one. */
const ChangesChart = ({ buckets, zone }: ChangesChartProps) => {
  const [asTable, setAsTable] = useState(false);
  const data = [...buckets];
  const total = data.reduce((sum, one) => sum + one.total, 0);
  return (
    <figure className={css.figure} aria-label="Changes over time">
      <figcaption className={css.caption}>
        <span>Changes over time</span>
        <span className={css.legend}>
          {categories.map((category) => (
            <CategoryLabel key={category} category={category} />
          ))}
        </span>
        <Button size="small" appearance="subtle" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </figcaption>
      {asTable ? (
        <BucketTable buckets={buckets} zone={zone} />
      ) : (
        <div className={css.plot}>
          {total === 0 && (
            <p className={css.none}>
              <span>None in this range</span>
            </p>
          )}
          <ResponsiveContainer width="100%" height="100%">
            <BarChart data={data} margin={{ top: 4, right: 4, bottom: 0, left: 0 }} barCategoryGap={1}>
              <CartesianGrid vertical={false} stroke="var(--fim-line)" />
              <XAxis
                dataKey="start"
                ticks={tickStarts(buckets, zone)}
                tickFormatter={(ms: number) =>
                  isShort(buckets) ? formatClock(ms, zone) : formatDay(ms, zone).slice(5)
                }
                tick={{ fill: 'var(--fim-muted)', fontSize: 11 }}
                tickLine={false}
                axisLine={{ stroke: 'var(--fim-line-strong)' }}
                interval="preserveStart"
              />
              <YAxis
                width={36}
                allowDecimals={false}
                tickCount={5}
                tickFormatter={abbreviateCount}
                tick={{ fill: 'var(--fim-muted)', fontSize: 11 }}
                tickLine={false}
                axisLine={false}
              />
              <Tooltip
                isAnimationActive={false}
                cursor={{ fill: 'var(--fim-hover)' }}
                content={<ChartTip buckets={buckets} zone={zone} />}
              />
              {categories.map((category) => (
                <Bar
                  key={category}
                  name={category}
                  dataKey={(bucket: Bucket) => bucket.counts[category] ?? 0}
                  stackId="changes"
                  fill={categoryColors[category]}
                  isAnimationActive={false}
                />
              ))}
            </BarChart>
          </ResponsiveContainer>
        </div>
      )}
    </figure>
  );
};

export default ChangesChart;
