import type { Zone } from '../../time-range/range';
import { formatTime } from '../../time-range/zone';
import { formatCount } from '../../ui/numbers';
import { type Counts, daysOf } from './count-sums';
import css from './workspaces.module.css';

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
