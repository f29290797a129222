/** Size of a sparkline, px. */
export const sparklineWidth = 84;
export const sparklineHeight = 18;

/** The bars of a sparkline, one a value, as the `d` of a path. */
export const sparklinePath = (values: readonly number[], width: number): string => {
  const most = Math.max(...values, 1);
  const step = width / values.length;
  return values
    .map((value, index) => {
      if (value === 0) return '';
      const bar = Math.max(1, (value / most) * sparklineHeight);
      return `M${(index * step).toFixed(2)} ${sparklineHeight}v-${bar.toFixed(2)}h${Math.max(1, step - 0.8).toFixed(2)}v${bar.toFixed(2)}z`;
    })
    .join('');
};
