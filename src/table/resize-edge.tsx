import { type PointerEvent, useRef } from 'react';
import css from './table.module.css';

type ResizeEdgeProps = {
  /** Starts to resize; the answer takes px from there on. */
  readonly begin: () => (px: number) => void;
  readonly onReset: () => void;
};

/** The edge of a head that resizes its column. For pointers only: the head has keys and a menu for the same. */
export const ResizeEdge = ({ begin, onReset }: ResizeEdgeProps) => {
  const moving = useRef<{ readonly from: number; readonly resize: (px: number) => void }>(undefined);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    // The head itself would take it for the start of a move.
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    moving.current = { from: event.clientX, resize: begin() };
  };
  const stop = () => {
    moving.current = undefined;
  };
  return (
    <span
      aria-hidden="true"
      className={css.edge}
      title="Drag to resize, double-click for the usual width"
      onPointerDown={onPointerDown}
      onPointerMove={({ clientX }) => moving.current?.resize(clientX - moving.current.from)}
      onPointerUp={stop}
      onPointerCancel={stop}
      onDoubleClick={onReset}
    />
  );
};
