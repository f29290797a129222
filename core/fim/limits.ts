/** Larger files are tracked by size, times and inode, without a hash: 5 MB of a million bytes each. */
export const maxHashedBytes = 5_000_000;

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

/** Entries of a configuration a machine takes: Azure Change Tracking's limits per machine, counted as design §10.18 says. */
export const itemLimits = { files: 500, registry: 250 } as const;

/** Seconds between two looks at Windows services: the least and most Azure takes, and what it does unasked. */
export const serviceFrequency = { least: 10, most: 1800, usual: 1800 } as const;
