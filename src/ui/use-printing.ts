import { useSyncExternalStore } from 'react';

let isPrinting = false;

const subscribe = (listener: () => void) => {
  const begin = () => {
    isPrinting = true;
    listener();
  };
  const end = () => {
    isPrinting = false;
    listener();
  };
  globalThis.addEventListener('beforeprint', begin);
  globalThis.addEventListener('afterprint', end);
  return () => {
    globalThis.removeEventListener('beforeprint', begin);
    globalThis.removeEventListener('afterprint', end);
  };
};

/** Whether the page is being laid out for paper: what is shown in part only because a screen is small can be shown in full. */
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, () => isPrinting);
