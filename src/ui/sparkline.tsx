import { memo } from 'react';
import { sparklineHeight, sparklinePath, sparklineWidth } from './sparkline-path';

/** A small bar chart for a row; decorative where it has no `label`, the number beside it is what counts. */
export const Sparkline = memo(
  ({
    values,
    width = sparklineWidth,
    label,
  }: {
    readonly values: readonly number[];
    readonly width?: number;
    readonly label?: string;
  }) => {
    const height = sparklineHeight;
    const path = sparklinePath(values, width);
    return (
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
        style={{ display: 'block' }}
      >
        <path d={path} fill="var(--fim-muted)" opacity=".65" />
        <path d={`M0 ${height - 0.5}h${width}`} stroke="var(--fim-line)" />
      </svg>
    );
  },
);
Sparkline.displayName = 'Sparkline';
