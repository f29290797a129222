import type { KeyboardEvent } from 'react';
import { hasMarkedText } from './marked-text';

export type TableKeys = {
  readonly total: number;
  /** -1 for none. */
  readonly active: number;
  readonly rowsPerView: () => number;
  readonly firstInView: () => number;
  readonly move: (index: number) => void;
  readonly open: (index: number) => void;
  readonly escape?: () => void;
  /** The row's menu. */
  readonly menu?: (index: number) => void;
  readonly copy?: () => void;
  readonly toggle?: (index: number) => void;
  /** Selects from one row to another, and moves there. */
  readonly extend?: (from: number, to: number) => void;
  readonly selectAll?: () => void;
};

type Place = Pick<TableKeys, 'total' | 'active' | 'rowsPerView' | 'firstInView'>;

/** Row a key leads to from the active one, undefined when the key does not move. */
export const rowForKey = (key: string, { total, active, rowsPerView, firstInView }: Place) => {
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

/** What a key asks of the table, undefined for keys that are not its own. Keys with Alt stay the browser's. */
export const commandForKey = (
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  keys: TableKeys,
): (() => void) | undefined => {
  const { active, move, open, escape, menu, copy, toggle, extend, selectAll } = keys;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey) {
    if (event.shiftKey) return undefined;
    return key === 'c' ? copy : key === 'a' ? selectAll : undefined;
  }
  if (key === 'ContextMenu' || (event.shiftKey && key === 'F10')) {
    return menu && active >= 0 ? () => menu(active) : undefined;
  }
  const to = rowForKey(key, keys);
  if (event.shiftKey) {
    return to === undefined || !extend ? undefined : () => extend(active < 0 ? to : active, to);
  }
  if (key === 'Enter') return active < 0 ? undefined : () => open(active);
  if (key === 'Escape') return escape;
  if (key === 'x') return toggle && active >= 0 ? () => toggle(active) : undefined;
  return to === undefined ? undefined : () => move(to);
};

const isTyping = (target: HTMLElement) =>
  target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable="true"]') !== null;

/** Handler for the keys of a table: moves, opens, selects, copies and leaves; never while typing. */
export const useTableKeys = (keys: TableKeys) => (event: KeyboardEvent) => {
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  if (event.defaultPrevented || !target || isTyping(target)) return;
  // A button or link that has the focus keeps its own Enter.
  if (event.key === 'Enter' && target.closest('button, a')) return;
  if (event.key === 'c' && hasMarkedText()) return;
  const command = commandForKey(event, keys);
  if (!command) return;
  // Esc goes on to whoever listens above, as long as nobody needs to know that it was used.
  if (event.key !== 'Escape') event.preventDefault();
  command();
};
