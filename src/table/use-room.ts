import { useMemo, useSyncExternalStore } from 'react';
import { subscribeTextScale, textFits, textScale } from '../ui/text-width';
import { isPlain } from '../ui/visible-parts';
import type { Fits } from './columns';

/** The browser may round where we do not, px. */
const spare = 2;

const inWidth =
  (width: number): Fits =>
  (text, beside = 0) =>
    textFits(text, width - beside - spare) && isPlain(text);

const never: Fits = () => false;

/** For each column whether a text fits, by `widths` in px: the same function until it may answer differently. */
export const useRoom = (widths: ReadonlyMap<string, number>): ((id: string) => Fits) => {
  const scale = useSyncExternalStore(subscribeTextScale, textScale);
  const key = [scale, ...widths].join(' ');
  return useMemo(() => {
    const room = new Map([...widths].map(([id, width]) => [id, inWidth(width)]));
    return (id: string) => room.get(id) ?? never;
    // The key stands for the widths and what text needs.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key]);
};
