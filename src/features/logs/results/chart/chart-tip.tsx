import type { Zone } from '../../../../time-range/range';
import { formatTime, zoneLabel } from '../../../../time-range/zone';
import { formatCount } from '../../../../ui/numbers';
import { VisibleText } from '../../../../ui/visible-text';
import css from './chart.module.css';
import type { ChartData, ChartPoint } from './chart-data';
import type { SeriesLook } from './series-looks';

/** What a place on the x axis is called. */
export const pointLabel = ({ x, label }: ChartPoint, axis: ChartData['axis'], zone: Zone): string =>
  axis === 'time' ? `${formatTime(x, zone)} ${zoneLabel(zone)}` : label;

/** A value in full: whole numbers with separators, others to six digits. */
export const valueText = (value: number | null): string =>
  value === null ? '-' : Number.isInteger(value) ? formatCount(value) : String(Number(value.toPrecision(6)));

type TipProps = {
  readonly data: ChartData;
  readonly looks: readonly (SeriesLook | undefined)[];
  readonly zone: Zone;
  /** Number of the point; -1 for none. */
  readonly at: number;
  readonly isPie: boolean;
};

/** The exact values under the pointer. */
export const ChartTip = ({ data, looks, zone, at, isPie }: TipProps) => {
  const point = data.points[at];
  if (!point) return null;
  return (
    <div className={css.tip} aria-hidden="true">
      <p className="numbers">
        <VisibleText text={pointLabel(point, data.axis, zone).slice(0, 200)} />
      </p>
      {data.series.map((name, slot) => {
        const look = looks[isPie ? at : slot];
        return (
          look && (
            <p key={`${slot} ${name}`} className={css.tipRow}>
              <span className={css.tipName}>
                <SeriesMark look={look} />
                <VisibleText text={name.slice(0, 100)} />
              </span>
              <span className="numbers">{valueText(point.values[slot] ?? null)}</span>
            </p>
          )
        );
      })}
    </div>
  );
};

/** A short piece of the series' line. */
export const SeriesMark = ({ look: { color, dash } }: { readonly look: SeriesLook }) => (
  <svg viewBox="0 0 20 10" className={css.mark} aria-hidden="true">
    <path d="M0 5h20" stroke={color} strokeWidth="4" strokeDasharray={dash} />
  </svg>
);
