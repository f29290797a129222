import { useLayoutEffect, useRef } from 'react';

/** What gets the focus when nothing is left of a list: the search field of the page. */
export const focusSearch = (): void => document.querySelector<HTMLElement>('main input[type="search"]')?.focus();

/**
 * Keeps the focus in a list whose entries remove themselves: on the last button of the entry that comes into the place, of the last
 * entry, or in the page's search field when none is left. Spread the result on the list; `count`: how many entries it has.
 */
export const useFocusInList = (count: number) => {
  const ref = useRef<HTMLUListElement>(null);
  const pressed = useRef<number>(undefined);
  const before = useRef(count);
  useLayoutEffect(() => {
    if (before.current === count) return;
    before.current = count;
    const at = pressed.current;
    pressed.current = undefined;
    const { activeElement } = document;
    if (at === undefined || (activeElement?.isConnected && activeElement !== document.body)) return;
    const entries = [...(ref.current?.children ?? [])];
    const next = entries[Math.min(at, entries.length - 1)];
    if (next) [...next.querySelectorAll('button')].at(-1)?.focus();
    else focusSearch();
  });
  return {
    ref,
    onClick: ({ target }: { readonly target: EventTarget }) => {
      const entry = target instanceof Element ? target.closest('li') : null;
      pressed.current = entry ? [...(ref.current?.children ?? [])].indexOf(entry) : undefined;
    },
  };
};
