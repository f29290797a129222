/** Our own 16 px drawings: light enough to stand in every row of a long table. */
export const drawings = {
  added: 'M8 3v10M3 8h10',
  modified: 'M3 13l.6-2.6L11 3l2 2-7.4 7.4L3 13zM9.6 4.4l2 2',
  removed: 'M3 8h10',
  files: 'M4 2h5l3 3v9H4zM9 2v3h3',
  registry: 'M2.5 6.5h4v4h-4zM2.5 10.5h4v3h-4zM6.5 9.5h4v4h-4zM9 2.5h4.5V7H9z',
  software: 'M2.5 5L8 2.5 13.5 5v6L8 13.5 2.5 11zM2.5 5L8 7.5 13.5 5M8 7.5v6',
  services:
    'M8 5.5a2.5 2.5 0 100 5 2.5 2.5 0 000-5zM8 2v2M8 12v2M2 8h2M12 8h2M3.8 3.8l1.4 1.4M10.8 10.8l1.4 1.4M12.2 3.8l-1.4 1.4M5.2 10.8l-1.4 1.4',
  windows: 'M2.5 4.2l4.8-.7v4.1H2.5zM8.7 3.3l4.8-.7v5H8.7zM2.5 8.8h4.8v4.1l-4.8-.7zM8.7 8.8h4.8v5l-4.8-.7z',
  linux: 'M2.5 3h11v10h-11zM5 6l2 2-2 2M8.5 10.5H11',
  server: 'M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.5M5 11h.5',
  workspace: 'M2.5 13.5h11M4 11V8M7 11V4M10 11V6.5M13 11V3',
  warning: 'M8 2.5l6 11H2zM8 6.5v3.5M8 12v.2',
  info: 'M8 2a6 6 0 100 12A6 6 0 008 2zM8 7.5v3.5M8 5v.2',
  include: 'M8 2a6 6 0 100 12A6 6 0 008 2zM8 5.2v5.6M5.2 8h5.6',
  exclude: 'M8 2a6 6 0 100 12A6 6 0 008 2zM5.2 8h5.6',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  differs: 'M3 6h10M3 10h10M11 3L5 13',
  question: 'M8 2a6 6 0 100 12A6 6 0 008 2zM6.2 6.4a1.8 1.8 0 113.1 1.3C8.5 8.3 8 8.6 8 9.4M8 11.4v.2',
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
} as const;

/** Which way a column is sorted, 10 px. */
export const sortArrows = { asc: 'M5 8.5v-7M2 4l3-3 3 3', desc: 'M5 1.5v7M2 6l3 3 3-3' } as const;

/** The product's mark, 24 px. */
export const mark = {
  shield: 'M5 2h9l5 5v8.5a8 8 0 0 1-7 6.5 8 8 0 0 1-7-6.5z',
  fold: 'M14 2l5 5h-5z',
  pulse: 'M7.5 13h2l1.5-3.5 2 6 1.5-2.5h2',
} as const;
