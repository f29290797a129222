/** `1,234`: in full, with separators that English pages read one way only. */
export const formatCount = (value: number): string =>
  // By hand where it is a whole number: the first use of `Intl` costs a page's start tens of milliseconds.
  Number.isSafeInteger(value) ? String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',') : value.toLocaleString('en-US');

const steps = [
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
] as const;

/** From 1,000 as the original page has it: 1.1K, 10.3K, 1.2M; below that plain. Rounds to the nearest tenth. */
export const abbreviateCount = (value: number): string => {
  // 999,950 would print as 1000K: what rounds up to the next step belongs to it.
  const [size, letter] = steps.find(([size]) => Math.abs(value) >= size - size / 20_000) ?? [1, ''];
  if (size === 1 || Math.abs(value) < 1000) return String(value);
  return `${String(Math.round((value / size) * 10) / 10)}${letter}`;
};

/** Sizes in decimal units: `512 B`, `1.5 kB`, `5 MB` (5 MB = 5,000,000 bytes). */
export const formatBytes = (bytes: number): string => {
  if (bytes < 0) return `-${formatBytes(-bytes)}`;
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;
  let value = bytes / 1000;
  for (const unit of units) {
    const rounded = Math.round(value * 10) / 10;
    if (rounded < 1000 || unit === 'EB') return `${rounded} ${unit}`;
    value /= 1000;
  }
  return `${bytes} B`;
};
