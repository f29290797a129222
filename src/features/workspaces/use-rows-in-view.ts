import { type RefObject, useEffect, useState } from 'react';
import { usePrinting } from '../../ui/use-printing';
import { drawnRows, longList } from './row';

/** The part of a list moves by so many rows at a time: most steps of a scroll draw nothing. */
const step = 20;

/**
 * Rows `first` to `end` of a list that scrolls with its page: all of a short one, of a long one those in view and some around them,
 * `rowHeight` px each. `body` is the element around the rows.
 */
export const useRowsInView = (body: RefObject<HTMLElement | null>, total: number, rowHeight: number) => {
  const printing = usePrinting();
  const isLong = total > longList && !printing;
  const [first, setFirst] = useState(0);
  useEffect(() => {
    if (!isLong) return undefined;
    const look = () => {
      const { top = 0 } = body.current?.getBoundingClientRect() ?? {};
      setFirst(Math.max(0, Math.floor(-top / rowHeight / step) * step - step));
    };
    look();
    // Whichever element scrolls: events of elements do not bubble, but pass here on their way down.
    document.addEventListener('scroll', look, { capture: true, passive: true });
    globalThis.addEventListener('resize', look);
    return () => {
      document.removeEventListener('scroll', look, { capture: true });
      globalThis.removeEventListener('resize', look);
    };
  }, [isLong, body, rowHeight]);
  if (!isLong) return { isLong, first: 0, end: total };
  const from = Math.min(first, Math.max(0, total - drawnRows));
  return { isLong, first: from, end: Math.min(total, from + drawnRows) };
};
