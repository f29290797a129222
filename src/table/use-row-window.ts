import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { usePrinting } from '../ui/use-printing';
import { type ScrollPosition, offsetShowing, physicalFor, physicalHeight, scrolledTo } from './scroll-scale';

/** At rest for this long, ms, the scroll bar is put where the reader is. */
const restMs = 150;

/** Rows drawn beyond those in view; on paper there is no scrolling, so that many more of those at hand are printed. */
const overscan = { screen: 8, paper: 300 } as const;

type Options = {
  readonly total: number;
  readonly rowHeight: number;
  /** Height of the sticky head inside the scroller, px. */
  readonly headHeight: number;
};

/**
 * Rows in view of a list of any length. Positions come from TanStack Virtual over the true list; `scroll-scale` stands between it and
 * the browser. Put `setScroller` on the scrolling element as its ref, `height` on the element inside it, and row `index` at `top(index)`.
 */
export const useRowWindow = ({ total, rowHeight, headHeight }: Options) => {
  const printing = usePrinting();
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const position = useRef<ScrollPosition>({ physical: 0, offset: 0 });
  const content = total * rowHeight;
  const contentRef = useRef(content);
  contentRef.current = content;

  const extent = useCallback(
    () => ({ content: contentRef.current, viewport: Math.max(0, (scroller?.clientHeight ?? 0) - headHeight) }),
    [scroller, headHeight],
  );

  const report = useRef<(offset: number, isScrolling: boolean) => void>(() => {});

  // Its functions answer differently without a new identity: the compiler leaves this hook alone, and so it stays small.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: total,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan: printing ? overscan.paper : overscan.screen,
    initialRect: { width: 800, height: 640 },
    observeElementOffset: (_, callback) => {
      report.current = callback;
      if (!scroller) return undefined;
      let rest: ReturnType<typeof setTimeout> | undefined;
      const settle = () => {
        const physical = physicalFor(position.current.offset, extent());
        if (Math.abs(physical - scroller.scrollTop) >= 1) {
          scroller.scrollTop = physical;
          position.current = { physical: scroller.scrollTop, offset: position.current.offset };
        }
        callback(position.current.offset, false);
      };
      const onScroll = () => {
        position.current = scrolledTo(position.current, scroller.scrollTop, extent());
        callback(position.current.offset, true);
        clearTimeout(rest);
        rest = setTimeout(settle, restMs);
      };
      position.current = { physical: scroller.scrollTop, offset: position.current.offset };
      callback(position.current.offset, false);
      scroller.addEventListener('scroll', onScroll, { passive: true });
      return () => {
        clearTimeout(rest);
        scroller.removeEventListener('scroll', onScroll);
      };
    },
    // All scrolling goes through `scrollTo` below.
    scrollToFn: () => {},
  });

  const scrollTo = useCallback(
    (offset: number) => {
      if (!scroller) return;
      const { content, viewport } = extent();
      const to = Math.min(Math.max(0, offset), Math.max(0, content - viewport));
      scroller.scrollTop = physicalFor(to, { content, viewport });
      position.current = { physical: scroller.scrollTop, offset: to };
      report.current(to, false);
    },
    [scroller, extent],
  );

  // Rows of another height: the reader keeps the row at the top of the view.
  const measured = useRef(rowHeight);
  useLayoutEffect(() => {
    if (measured.current === rowHeight) return;
    const row = position.current.offset / measured.current;
    measured.current = rowHeight;
    virtualizer.measure();
    scrollTo(row * rowHeight);
  }, [rowHeight, virtualizer, scrollTo]);

  const commands = useMemo(
    () => ({
      /** Scrolls to a place in px from the top of the true list. */
      scrollTo,
      /** Shows a row, moving no further than needed. */
      showRow: (index: number) => scrollTo(offsetShowing(index, position.current.offset, rowHeight, extent())),
      offset: () => position.current.offset,
      /** Whole rows that fit into the view. */
      rowsPerView: () => Math.max(1, Math.floor(extent().viewport / rowHeight)),
    }),
    [scrollTo, rowHeight, extent],
  );

  // A list that shrank below the reader: the browser has clamped its bar, the true place follows.
  const { viewport } = extent();
  const lastOffset = Math.max(0, content - viewport);
  if (scroller && viewport > 0 && position.current.offset > lastOffset) {
    position.current = { physical: physicalFor(lastOffset, { content, viewport }), offset: lastOffset };
  }
  const shift = position.current.offset - position.current.physical;

  return {
    setScroller,
    height: physicalHeight(content),
    items: virtualizer.getVirtualItems(),
    top: (start: number) => start - shift,
    isScrolling: virtualizer.isScrolling,
    ...commands,
  };
};
