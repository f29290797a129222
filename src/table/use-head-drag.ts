import { type MouseEvent, type PointerEvent, type RefObject, useRef, useState } from 'react';

type Drop = { readonly id: string; readonly target: string; readonly side: 'before' | 'after' };

/** Movement before a press on a head becomes a drag, px: a click that trembles still sorts. */
const threshold = 6;

const headsOf = (row: HTMLElement | null) => [...(row?.querySelectorAll<HTMLElement>('[data-head]') ?? [])];

/** Head next to a place on screen, and the side of it that is nearer. */
const dropAt = (row: HTMLElement | null, id: string, clientX: number): Drop | undefined => {
  const heads = headsOf(row);
  const hit = heads.find((head) => clientX < head.getBoundingClientRect().right) ?? heads.at(-1);
  const target = hit?.dataset['head'];
  if (!hit || target === undefined) return undefined;
  const { left, width } = hit.getBoundingClientRect();
  return { id, target, side: clientX < left + width / 2 ? 'before' : 'after' };
};

/**
 * Dragging heads with a mouse or pen, for touch scrolls: props for the head of each column. Pointer events, because browsers do not
 * agree on whether a button inside can be the start of a native drag.
 */
export const useHeadDrag = (row: RefObject<HTMLElement | null>, onDrop: (drop: Drop) => void) => {
  const press = useRef<{ readonly id: string; readonly x: number }>(undefined);
  const dragged = useRef(false);
  const [drop, setDrop] = useState<Drop>();
  const stop = () => {
    press.current = undefined;
    setDrop(undefined);
  };
  const follow = (event: PointerEvent<HTMLElement>, id: string) => {
    if (!dragged.current) event.currentTarget.setPointerCapture(event.pointerId);
    dragged.current = true;
    setDrop(dropAt(row.current, id, event.clientX));
  };
  return (id: string) => ({
    'data-drop': drop?.target === id && drop.id !== id ? drop.side : undefined,
    'data-dragged': drop?.id === id || undefined,
    onPointerDown: (event: PointerEvent) => {
      dragged.current = false;
      if (event.button === 0 && event.pointerType !== 'touch') press.current = { id, x: event.clientX };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const { current } = press;
      if (current?.id !== id) return;
      if (dragged.current || Math.abs(event.clientX - current.x) >= threshold) follow(event, id);
    },
    // A quick hand is out of the head before it has moved inside.
    onPointerLeave: (event: PointerEvent<HTMLElement>) => {
      if (press.current?.id !== id || dragged.current) return;
      if (event.buttons === 1) follow(event, id);
      else stop();
    },
    onPointerUp: () => {
      if (dragged.current && drop) onDrop(drop);
      stop();
    },
    onPointerCancel: stop,
    // The end of a drag is no click on the head.
    onClickCapture: (event: MouseEvent) => {
      if (!dragged.current) return;
      dragged.current = false;
      event.stopPropagation();
      event.preventDefault();
    },
  });
};
