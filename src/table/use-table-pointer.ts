import type { MouseEvent } from 'react';
import { inBlock } from './block-row';
import { hasMarkedText } from './marked-text';
import type { useSelecting } from './use-selecting';

type Anchor = { readonly getBoundingClientRect: () => DOMRect };

type PointerOptions<R> = {
  readonly rowAt: (index: number) => R | undefined;
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onOpen: (index: number) => void;
  readonly selecting: ReturnType<typeof useSelecting<R>>;
  /** Shows a row's menu at a place; `column` is that of the cell there. */
  readonly showMenu: (row: R, anchor: Anchor, column?: string) => void;
  readonly hasMenu: boolean;
  /** Moves the focus to the scroller. */
  readonly focus: () => void;
};

/** What the pointer does on the rows of a table: opens, selects, shows the menu. For the element around the rows. */
export const useTablePointer = <R>(options: PointerOptions<R>) => {
  const { rowAt, active, onActive, onOpen, selecting, showMenu, hasMenu, focus } = options;
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const hit = hitOf(event);
    const row = hit && rowAt(hit.index);
    // A block has buttons of its own.
    if (!hit || row === undefined || inBlock(event.target)) return;
    const { index, part, element } = hit;
    if (part === 'menu') showMenu(row, element);
    else if (selecting && event.shiftKey) {
      // Not the new window a link would open.
      event.preventDefault();
      selecting.extend(active < 0 ? index : active, index);
      onActive(index);
    } else if (selecting && part === 'select') selecting.toggle(index);
    else if (isPlainClick(event)) {
      // Not on the link that was hit: scrolling makes another row's of it.
      focus();
      onActive(index);
      onOpen(index);
    }
  };
  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const hit = hitOf(event);
    const row = hit && rowAt(hit.index);
    // Links keep the browser's own menu, and so does marked text.
    if (!hasMenu || !hit || row === undefined || isLink(event.target) || hasMarkedText()) return;
    if (inBlock(event.target)) return;
    event.preventDefault();
    onActive(hit.index);
    showMenu(row, pointAnchor(event.clientX, event.clientY), hit.column);
  };
  // Check boxes and the like must not take the focus from the scroller, whose keys move the rows; nor must Shift mark text.
  const onMouseDown = (event: MouseEvent<HTMLElement>) => {
    const isTool = event.target instanceof Element && event.target.closest('[data-part], button') !== null;
    if (inBlock(event.target)) return;
    if (!isTool && !(event.shiftKey && selecting)) return;
    event.preventDefault();
    focus();
  };
  return { onClick, onContextMenu, onMouseDown };
};

const isLink = (target: EventTarget) => target instanceof Element && target.closest('a[href]') !== null;

/** A click without a meaning of the browser's: someone who marks text to copy it does not want the row to open. */
const isPlainClick = (event: MouseEvent) =>
  !event.ctrlKey &&
  !event.metaKey &&
  !event.shiftKey &&
  event.button === 0 &&
  !hasMarkedText() &&
  !(event.target instanceof Element && event.target.closest('button, input'));

/** Row under the pointer, and which of its own parts. */
const hitOf = (event: MouseEvent<HTMLElement>) => {
  if (!(event.target instanceof Element)) return undefined;
  const position = event.target.closest('[role="row"]')?.getAttribute('aria-rowindex');
  const element = event.target.closest<HTMLElement>('[data-part]');
  return position
    ? {
        index: Number(position) - 2,
        part: element?.dataset['part'],
        element: element ?? event.currentTarget,
        column: event.target.closest<HTMLElement>('[data-column]')?.dataset['column'],
      }
    : undefined;
};

/** A place on screen for a menu to stand at. */
const pointAnchor = (x: number, y: number) => ({
  getBoundingClientRect: () => DOMRect.fromRect({ x, y, width: 0, height: 0 }),
});
