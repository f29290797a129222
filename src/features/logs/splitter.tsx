import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import css from './logs.module.css';

type SplitterProps = {
  readonly label: string;
  /** Which way the edge moves. */
  readonly axis: 'x' | 'y';
  /** Size of the part before it, pixels. */
  readonly size: number;
  readonly min: number;
  readonly max: number;
  readonly onResize: (size: number) => void;
};

const step = 24;

/** An edge between two parts of the page that can be dragged, or moved with the arrow keys. */
export const Splitter = ({ label, axis, size, min, max, onResize }: SplitterProps) => {
  const grip = useRef(0);
  const at = (event: PointerEvent) => (axis === 'x' ? event.clientX : event.clientY);
  const resize = (next: number) => onResize(Math.round(Math.min(max, Math.max(min, next))));
  const begin = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = at(event) - size;
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(at(event) - grip.current);
  };
  const [less, more] = axis === 'x' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  const nudge = (event: KeyboardEvent) => {
    if (event.key !== less && event.key !== more) return;
    event.preventDefault();
    resize(size + (event.key === more ? step : -step));
  };
  return (
    // A separator that can be moved is a widget by ARIA, which the rule does not know.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="separator"
      aria-label={label}
      aria-orientation={axis === 'x' ? 'vertical' : 'horizontal'}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={size}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={axis === 'x' ? css.splitX : css.splitY}
      onPointerDown={begin}
      onPointerMove={drag}
      onKeyDown={nudge}
    />
  );
};
