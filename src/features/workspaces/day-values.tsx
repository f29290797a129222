import type { Zone } from '../../time-range/range';
import { formatTime } from '../../time-range/zone';
import { formatCount } from '../../ui/numbers';
import type { Counts } from './counts';
import css from './workspaces.module.css';

const day = 86_400_000;
const days = 7;

/** Changes of each of the 7 days before the page's moment, oldest first, with the time each began. */
const daysOf = ({ series, asOf }: Counts): readonly { readonly from: number; readonly changes: number }[] => {
  const perDay = series.length / days;
  return Array.from({ length: days }, (_, index) => ({
    from: asOf - (days - index) * day,
    changes: series.slice(index * perDay, (index + 1) * perDay).reduce((sum, value) => sum + value, 0),
  }));
};

/** A sparkline in words, for those who do not see it. */
export const sparklineText = (counts: Counts, zone: Zone): string =>
  `Changes per day: ${daysOf(counts)
    .map(({ from, changes }) => `${formatTime(from, zone).slice(0, 10)} ${formatCount(changes)}`)
    .join(', ')}`;

/** The values behind a sparkline, beside the row that is pointed at or has the keyboard's focus. */
export const DayValues = ({ counts, zone, top, left }: { counts: Counts; zone: Zone; top: number; left: number }) => (
  <div className={css.days} style={{ insetBlockStart: top, insetInlineStart: left }} aria-hidden="true">
    <span className="muted">24 hours from</span>
    <span className="muted">Changes</span>
    {daysOf(counts).map(({ from, changes }) => (
      <div key={from} className={css.day}>
        <span>{formatTime(from, zone).slice(0, 16)}</span>
        <span>{formatCount(changes)}</span>
      </div>
    ))}
  </div>
);
