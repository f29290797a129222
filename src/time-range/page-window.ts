import { useMemo, useSyncExternalStore } from 'react';
import { useSearchState } from '../url-state';
import { type Moment, currentMoment, subscribeToMoment } from './moment';
import { type AbsoluteRange, type Preset, type Zone, rangeSearch, resolvePreset } from './range';

/** The absolute range of a page's queries; part of their cache keys. */
export type PageWindow = AbsoluteRange & {
  readonly preset: Preset;
  readonly zone: Zone;
  /** `end`, as what the page calls it. */
  readonly asOf: number;
  readonly fresh: boolean;
};

/** The window a preset means at the current moment. */
export const windowAt = (preset: Preset, zone: Zone, at: Moment): PageWindow => ({
  ...resolvePreset(preset, at.asOf),
  preset,
  zone,
  asOf: at.asOf,
  fresh: at.fresh,
});

/** Range and zone from the URL at the page's current moment. Same object until one of them changes. */
export const usePageWindow = (): PageWindow => {
  const [{ range, tz }] = useSearchState(rangeSearch);
  const at = useSyncExternalStore(subscribeToMoment, currentMoment, currentMoment);
  return useMemo(() => windowAt(range, tz, at), [range, tz, at]);
};

/** The time zone times are shown in. */
export const useZone = (): Zone => useSearchState(rangeSearch)[0].tz;
