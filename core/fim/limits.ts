/** Published limits of change tracking, per machine unless said otherwise. Source: Azure Change Tracking overview. */
export const itemLimits = {
  files: 500,
  registry: 250,
  software: 250,
  packages: 1250,
  services: 250,
  daemons: 250,
} as const;

/** Larger files are tracked by size, times and inode, without a hash: 5 MB of a million bytes each. */
export const maxHashedBytes = 5_000_000;

/** How often each kind is collected, in seconds. */
export const collectionSeconds = {
  registry: 50 * 60,
  windowsFiles: 30 * 60,
  linuxFiles: 15 * 60,
  windowsServices: 30 * 60,
  daemons: 5 * 60,
  windowsSoftware: 30 * 60,
  linuxSoftware: 5 * 60,
  fullSnapshot: 24 * 60 * 60,
} as const;

/** Limits of one query reply: rows, bytes, and seconds it may run by default and at most. Source: Azure Monitor limits. */
export const queryLimits = {
  rows: 500_000,
  bytes: 64_000_000,
  defaultSeconds: 180,
  maxSeconds: 600,
  workspaces: 100,
} as const;

/** Retention of a workspace that says nothing else, in days. */
export const defaultRetentionDays = 90;
