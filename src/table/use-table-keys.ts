import type { KeyboardEvent } from 'react';

export type TableKeys = {
  readonly total: number;
  /** -1 for none. */
  readonly active: number;
  readonly rowsPerView: () => number;
  readonly firstInView: () => number;
  readonly move: (index: number) => void;
  readonly open: (index: number) => void;
  readonly escape?: () => void;
};

/** Row a key leads to from the active one, undefined when the key does not move. */
export const rowForKey = (
  key: string,
  { total, active, rowsPerView, firstInView }: Omit<TableKeys, 'move' | 'open' | 'escape'>,
) => {
  const from = active < 0 ? undefined : active;
  const to = (() => {
    switch (key) {
      case 'j':
      case 'ArrowDown':
        return from === undefined ? firstInView() : from + 1;
      case 'k':
      case 'ArrowUp':
        return from === undefined ? firstInView() : from - 1;
      case 'PageDown':
        return (from ?? firstInView()) + rowsPerView();
      case 'PageUp':
        return (from ?? firstInView()) - rowsPerView();
      case 'Home':
        return 0;
      case 'End':
        return total - 1;
      default:
        return undefined;
    }
  })();
  return to === undefined || total === 0 ? undefined : Math.min(Math.max(0, to), total - 1);
};

const isTyping = (target: EventTarget) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null;

/** Handler for the keys of a table: moves, opens and leaves. Keys with Ctrl, Alt or Meta stay the browser's. */
export const useTableKeys = (keys: TableKeys) => (event: KeyboardEvent) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
  if (event.key === 'Enter') {
    // A button or link that has the focus keeps its own Enter.
    if (keys.active < 0 || (event.target instanceof HTMLElement && event.target.closest('button, a'))) return;
    event.preventDefault();
    keys.open(keys.active);
    return;
  }
  if (event.key === 'Escape') {
    keys.escape?.();
    return;
  }
  const to = rowForKey(event.key, keys);
  if (to === undefined) return;
  event.preventDefault();
  keys.move(to);
};
