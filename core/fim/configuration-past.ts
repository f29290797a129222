import type { ConfigurationEntry } from './configuration-diff';

/** A row of `FimConfigurationHistory_CL` about a data source. Undefined: there was, or is, none. */
export type ConfigurationRecord = {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly kind: string;
  readonly name: string;
  readonly before: ConfigurationEntry['properties'] | undefined;
  readonly after: ConfigurationEntry['properties'] | undefined;
};

/**
 * A configuration as it was right after a record, from what it is now and its records, newest first: whatever was changed later is put
 * back to what the first later change found. Entries without a later record are as they are now.
 */
export const configurationAfter = <T extends ConfigurationEntry>(
  now: readonly T[],
  records: readonly ConfigurationRecord[],
  moment: ConfigurationRecord,
): readonly ConfigurationEntry[] => {
  const at = records.indexOf(moment);
  const past = new Map<string, ConfigurationEntry>(now.map((entry) => [entry.name.toLowerCase(), entry]));
  for (const { name, kind, before } of records.slice(0, Math.max(at, 0))) {
    if (before) past.set(name.toLowerCase(), { name, kind, properties: before });
    else past.delete(name.toLowerCase());
  }
  return [...past.values()];
};
