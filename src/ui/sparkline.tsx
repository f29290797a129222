import { memo } from 'react';

/** A small bar chart for a row; decorative where it has no `label`, the number beside it is what counts. */
export const Sparkline = memo(
  ({
    values,
    width = 84,
    label,
  }: {
    readonly values: readonly number[];
    readonly width?: number;
    readonly label?: string;
  }) => {
    const height = 18;
    const most = Math.max(...values, 1);
    const step = width / values.length;
    const path = values
      .map((value, index) => {
        if (value === 0) return '';
        const bar = Math.max(1, (value / most) * height);
        return `M${(index * step).toFixed(2)} ${height}v-${bar.toFixed(2)}h${Math.max(1, step - 0.8).toFixed(2)}v${bar.toFixed(2)}z`;
      })
      .join('');
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
