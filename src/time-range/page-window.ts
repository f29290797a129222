import { useMemo, useSyncExternalStore } from 'react';
import { useSearchState } from '../url-state';
import { type Moment, currentMoment, subscribeToMoment } from './moment';
import { type AbsoluteRange, type TimeRange, type Zone, rangeSearch, resolveRange, timeRangeOf } from './range';

/** The absolute range of a page's queries. `windowKey` (range.ts) is its part of their cache keys. */
export type PageWindow = AbsoluteRange & {
  /** What was chosen; `range.text` tells whether two windows are of the same choice. */
  readonly range: TimeRange;
  readonly zone: Zone;
  /** When the page's numbers are read: `end` of a relative range, while an absolute one stays where it is. */
  readonly asOf: number;
  readonly fresh: boolean;
};

/** The window a range means at the current moment. */
export const windowAt = (range: TimeRange, zone: Zone, at: Moment): PageWindow => ({
  ...resolveRange(range, at.asOf),
  range,
  zone,
  asOf: at.asOf,
  fresh: at.fresh,
});

/** Range and zone from the URL at the page's current moment. Same object until one of them changes. */
export const usePageWindow = (): PageWindow => {
  const [{ range, tz }] = useSearchState(rangeSearch);
  const at = useSyncExternalStore(subscribeToMoment, currentMoment, currentMoment);
  return useMemo(() => windowAt(timeRangeOf(range), tz, at), [range, tz, at]);
};

/** The time zone times are shown in. */
export const useZone = (): Zone => useSearchState(rangeSearch)[0].tz;
