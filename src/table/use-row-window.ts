import { useLayoutEffect, useSyncExternalStore } from 'react';
import { usePrinting } from '../ui/use-printing';
import type { RowScroll } from './row-scroll';
import { physicalHeight } from './scroll-scale';

/** Rows drawn beyond those in view; on paper there is no scrolling, so that many more of those at hand are printed. */
const overscan = { screen: 4, paper: 300 } as const;

/**
 * Rows in view of a list of any length, a few more on both sides, and as many wherever the reader is: a step of the window then takes
 * as many rows away as it brings, and elements can go from one to the other. Put `height` on the element inside the scroller, and row
 * `index` at `top(index * rowHeight)`.
 */
export const useRowWindow = (scroll: RowScroll, total: number, rowHeight: number) => {
  const view = useSyncExternalStore(scroll.subscribe, scroll.view);
  const beyond = usePrinting() ? overscan.paper : overscan.screen;
  const content = total * rowHeight;
  // Before anybody scrolls by what was just drawn.
  useLayoutEffect(() => scroll.resize(content, rowHeight), [scroll, content, rowHeight]);

  // One more: the first and the last row in view may both be there in part.
  const length = Math.min(total, Math.ceil(view.height / rowHeight) + 1 + 2 * beyond);
  return {
    height: physicalHeight(content),
    first: Math.min(Math.max(0, view.first - beyond), total - length),
    length,
    top: (offset: number) => offset - view.shift,
    isScrolling: view.isScrolling,
  };
};
