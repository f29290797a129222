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

/** Whether the facets stand beside the list (remembered), and whether there is room for that. */
export const useFacetsOpen = () => {
  const [open, setOpen] = useState(remembered);
  const isWide = useSyncExternalStore(subscribe, () => matchMedia(wide).matches);
  const toggle = () => {
    setOpen(!open);
    try {
      localStorage.setItem(key, open ? 'closed' : 'open');
    } catch {
      // Storage may be off: the choice lasts until the page goes.
    }
  };
  return { open: open && isWide, toggle, isWide };
};
