import { useState } from 'react';
import * as z from 'zod/mini';
import type { PageWindow } from '../../time-range/page-window';
import { type ChangeFilter, changeFilterSearch } from '../../filters/change-filter';
import { type AbsoluteRange, type TimeRange, absoluteRange, rangeSearch } from '../../time-range/range';
import { rangeLabel, wider } from '../../time-range/range-words';
import { useSearchState } from '../../url-state';

type Step = { readonly from: TimeRange; readonly to: string };

/** Ways into a shorter range and out of it again. */
export type RangeHistory = {
  /** To a part of the range, with other terms of the filter where only some of its changes are meant. */
  readonly narrow: (range: AbsoluteRange, terms?: Partial<ChangeFilter>) => void;
  /** To the range the page was narrowed from; absent when it was not. */
  readonly back?: { readonly label: string; readonly go: () => void };
  /** To more on both sides, for an absolute range. */
  readonly zoomOut?: { readonly label: string; readonly go: () => void };
};

const search = z.extend(rangeSearch, changeFilterSearch.shape);

const inSentence = (label: string) => label.replace(/^Last/, 'last');

/** Remembers what the range was narrowed from, while the page is open; the browser's Back goes the same steps. */
export const useRangeHistory = ({ range, zone, asOf }: PageWindow): RangeHistory => {
  const [{ was }, update] = useSearchState(search);
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const here = steps.findLastIndex(({ to }) => to === range.text);
  const from = steps[here]?.from;
  const out = range.kind === 'absolute' ? wider(range, asOf) : undefined;
  return {
    narrow: (part, terms = {}) => {
      const next = absoluteRange(part);
      if (next.text === range.text) {
        update(terms);
        return;
      }
      setSteps([...steps.slice(0, here + 1), { from: range, to: next.text }]);
      const from = range.kind === 'absolute' && was !== '' ? was : range.text;
      update({ ...terms, range: next.text, was: from }, { replace: false });
    },
    ...(from && {
      back: {
        label: inSentence(rangeLabel(from, zone)),
        go: () => update({ range: from.text, was: from.text === was ? '' : was }, { replace: false }),
      },
    }),
    ...(out && {
      zoomOut: { label: rangeLabel(out, zone), go: () => update({ range: out.text }, { replace: false }) },
    }),
  };
};
