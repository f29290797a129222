import { use, useLayoutEffect, useRef } from 'react';
import { UNSAFE_DataRouterStateContext as DataRouterStateContext, useLocation, useNavigationType } from 'react-router';
import { hrefOf } from '../href';

/** Where the page was scrolled to, px, by entry of the history. */
const tops = new Map<string, number>();

/** Pages draw what a place needs within a few frames. */
const patience = 10;

const isNowhere = (main: HTMLElement) => {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement === main;
};

/** A tab before other links that lead to the same. */
const linkTo = (main: HTMLElement, path: string) => {
  const links = [...main.querySelectorAll('a')].filter(
    (link) => link.getAttribute('href')?.split('?')[0] === hrefOf(path),
  );
  return links.find((link) => link.getAttribute('role') === 'tab') ?? links[0];
};

/** On the link to `path` once it is there, else on the page's heading; not where a page has put the focus somewhere itself. */
const focusPage = (main: HTMLElement, path: string | undefined, frames: number): void => {
  if (!isNowhere(main)) return;
  const link = path === undefined ? undefined : linkTo(main, path);
  if (link) link.focus({ preventScroll: true });
  else if (path !== undefined && frames > 0) requestAnimationFrame(() => focusPage(main, path, frames - 1));
  else {
    const heading = main.querySelector('h1');
    heading?.setAttribute('tabindex', '-1');
    (heading ?? main).focus({ preventScroll: true });
  }
};

/**
 * Place and focus after a step from page to page: a new page begins at its top and its heading; Back and Forward lead to where the
 * reader was, on the link that led away. Put the result on the element that scrolls.
 */
export const usePagePlace = () => {
  const ref = useRef<HTMLElement>(null);
  const { key, pathname } = useLocation();
  const step = useNavigationType();
  const staysPut = use(DataRouterStateContext)?.preventScrollReset === true;
  const before = useRef(pathname);
  useLayoutEffect(() => {
    const main = ref.current;
    if (!main) return undefined;
    const from = before.current;
    before.current = pathname;
    if (from !== pathname && step !== 'REPLACE') {
      if (step === 'POP') main.scrollTop = tops.get(key) ?? 0;
      else if (!staysPut) main.scrollTop = 0;
      focusPage(main, step === 'POP' ? from : undefined, patience);
    }
    const note = () => void tops.set(key, main.scrollTop);
    main.addEventListener('scroll', note, { passive: true });
    return () => main.removeEventListener('scroll', note);
  }, [key, pathname, step, staysPut]);
  return ref;
};
