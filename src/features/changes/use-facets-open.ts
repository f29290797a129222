import { useState, useSyncExternalStore } from 'react';

const key = 'fim-changes-facets';
const wide = '(min-width: 1024px)';

const remembered = () => {
  try {
    return localStorage.getItem(key) === 'open';
  } catch {
    return false;
  }
};

const subscribe = (listener: () => void) => {
  const query = matchMedia(wide);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

/**
 * Whether the facets stand beside the list. In wide windows the choice is remembered; in narrow ones, where they take room from
 * the list, it lasts as long as the page.
 */
export const useFacetsOpen = () => {
  const [open, setOpen] = useState(remembered);
  const [openNarrow, setOpenNarrow] = useState(false);
  const isWide = useSyncExternalStore(subscribe, () => matchMedia(wide).matches);
  const toggle = () => {
    if (!isWide) {
      setOpenNarrow(!openNarrow);
      return;
    }
    setOpen(!open);
    try {
      localStorage.setItem(key, open ? 'closed' : 'open');
    } catch {
      // Storage may be off: the choice lasts until the page goes.
    }
  };
  return { open: isWide ? open : openNarrow, toggle };
};
