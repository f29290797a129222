/** Offsets of IANA time zones from UTC, by the tables of the JavaScript engine. */

const bucketMillis = 15 * 60_000;

type Zone = { readonly format: Intl.DateTimeFormat; readonly offsets: Map<number, number> };
const zones = new Map<string, Zone | undefined>();

const zoneOf = (name: string): Zone | undefined => {
  if (zones.has(name)) return zones.get(name);
  let zone: Zone | undefined;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    zone = { format, offsets: new Map() };
  } catch {
    // A name the engine does not know.
  }
  if (zones.size < 1000) zones.set(name, zone);
  return zone;
};

const measure = (format: Intl.DateTimeFormat, utcMillis: number): number => {
  const parts = new Map(format.formatToParts(utcMillis).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  const local = new Date(0);
  local.setUTCFullYear(parts.get('era') === 'BC' ? 1 - part('year') : part('year'), part('month') - 1, part('day'));
  local.setUTCHours(part('hour'), part('minute'), part('second'));
  return local.getTime() - Math.floor(utcMillis / 1000) * 1000;
};

/** Zones change their offset at multiples of 15 minutes, so one measurement serves that long. */
const offsetOf = (zone: Zone, utcMillis: number): number => {
  const bucket = Math.floor(utcMillis / bucketMillis);
  let offset = zone.offsets.get(bucket);
  if (offset === undefined) {
    offset = measure(zone.format, bucket * bucketMillis);
    if (zone.offsets.size > 100_000) zone.offsets.clear();
    zone.offsets.set(bucket, offset);
  }
  return offset;
};

/** What is added to UTC to get local time, microseconds; undefined for an unknown zone. */
export const utcOffset = (name: string, utcMicros: number): number | undefined => {
  const zone = zoneOf(name);
  return zone && offsetOf(zone, utcMicros / 1000) * 1000;
};

const dayMillis = 86_400_000;

/**
 * The offset of a local time, microseconds. A time that occurs twice is taken at its first; one that is skipped counts
 * with the offset after the change, as Kusto does.
 */
export const localOffset = (name: string, localMicros: number): number | undefined => {
  const zone = zoneOf(name);
  if (!zone) return undefined;
  const local = localMicros / 1000;
  const candidates = [offsetOf(zone, local - dayMillis), offsetOf(zone, local + dayMillis)];
  const valid = candidates.filter((offset) => offsetOf(zone, local - offset) === offset);
  return Math.max(...(valid.length > 0 ? valid : candidates)) * 1000;
};
