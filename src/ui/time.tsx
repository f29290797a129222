import type { Zone } from '../time-range/range';
import { formatTime } from '../time-range/zone';

type TimeProps = {
  readonly ms: number | null | undefined;
  readonly zone: Zone;
  readonly reason?: string;
  readonly cut?: boolean;
  /** Nobody points at it: the text alone. For long tables, where every attribute of a row that comes costs. */
  readonly bare?: boolean;
};

/** As wide as every time. */
export const timeSample = '0000-00-00 00:00:00';

/** `2026-11-22 13:04:05` in the zone, the same moment in the other zone on hover; "-" where unknown. */
export const Time = ({ ms, zone, reason, cut, bare = false }: TimeProps) => {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) {
    return (
      <span className="muted" title={reason}>
        -
      </span>
    );
  }
  const className = cut ? 'numbers cut' : 'numbers';
  if (bare) return <time className={className}>{formatTime(ms, zone)}</time>;
  const other = zone === 'utc' ? `${formatTime(ms, 'browser')} in the browser's zone` : `${formatTime(ms, 'utc')} UTC`;
  return (
    <time className={className} dateTime={new Date(ms).toISOString()} title={other}>
      {formatTime(ms, zone)}
    </time>
  );
};
