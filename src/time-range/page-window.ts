import { useMemo, useSyncExternalStore } from 'react';
import { useSearchState } from '../url-state';
import { type AbsoluteRange, type Preset, type Zone, rangeSearch, resolvePreset } from './range';

/**
 * The moment all numbers on screen refer to, and whether answers may come from a cache. One for the whole app: every query of
 * a page gets the same absolute range, so that totals and tables agree (design: time on pages).
 */
type Moment = { readonly asOf: number; readonly fresh: boolean };

let moment: Moment = { asOf: Date.now(), fresh: false };
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
const read = () => moment;

/** Moves the page to now. `fresh` sends `Cache-Control: no-cache`: what a person who pressed Refresh expects. */
export const refreshPage = (options: { readonly fresh?: boolean } = {}): void => {
  // Strictly later, or two refreshes within a millisecond would be one.
  moment = { asOf: Math.max(Date.now(), moment.asOf + 1), fresh: options.fresh ?? false };
  for (const listener of listeners) listener();
};

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
  const at = useSyncExternalStore(subscribe, read, read);
  return useMemo(() => windowAt(range, tz, at), [range, tz, at]);
};

/** The time zone times are shown in. */
export const useZone = (): Zone => useSearchState(rangeSearch)[0].tz;
