import {
  type Preset,
  type TimeRange,
  type Zone,
  absoluteRange,
  longestRange,
  presetMs,
  presets,
  relativeRange,
} from './range';
import { rangeUnits } from './range-words';
import { formatTime, fromWallTime } from './zone';

export type RangeUnit = (typeof rangeUnits)[number]['unit'];

/** A time range while it is being chosen: what stands in the fields of the form. */
export type RangeDraft = {
  readonly choice: Preset | 'relative' | 'absolute';
  readonly count: string;
  readonly unit: RangeUnit;
  readonly from: string;
  readonly to: string;
  readonly zone: Zone;
};

export type DraftField = 'count' | 'from' | 'to';
type DraftErrors = { readonly [field in DraftField]?: string };

const day = 86_400_000;

const wallPattern = /^(\d{4})-(\d\d?)-(\d\d?)(?:[ T]+(\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*(Z|UTC)?$/i;

/**
 * A moment (ms) as a person types or pastes it: `2026-11-01`, `2026-11-01 13:00`, `2026-11-01 13:00:05`, on the clock of the zone, or
 * with `Z` in UTC. Undefined where it is none.
 */
export const readMomentText = (text: string, zone: Zone): number | undefined => {
  const match = wallPattern.exec(text.trim());
  if (!match) return undefined;
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0));
  const lastDate = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || date < 1 || date > lastDate || hour > 23 || minute > 59 || second > 59)
    return undefined;
  return fromWallTime({ year, month: month - 1, day: date, hour, minute, second }, match[7] ? 'utc' : zone);
};

/** A moment as the form shows it; the seconds only where there are some. */
export const momentText = (ms: number, zone: Zone): string => {
  const text = formatTime(ms, zone);
  return text.endsWith(':00') ? text.slice(0, -3) : text;
};

const wholeMinute = (ms: number) => Math.floor(ms / 60_000) * 60_000;

/** The form as it opens on a range; `shown` is what the page shows now (ms), the start for a custom range. */
export const draftOf = (
  range: TimeRange,
  zone: Zone,
  shown: { readonly start: number; readonly end: number },
): RangeDraft => {
  const ms = range.kind === 'relative' ? range.ms : presetMs.P1D / 2;
  const preset = range.kind === 'relative' ? presets.find((name) => presetMs[name] === ms) : undefined;
  const size = rangeUnits.find((candidate) => ms % candidate.ms === 0) ?? rangeUnits[3];
  // Beside a preset the field offers something that is none.
  const relative = preset ? { count: '12', unit: 'hours' as const } : { count: String(ms / size.ms), unit: size.unit };
  const [start, end] =
    range.kind === 'absolute' ? [range.start, range.end] : [wholeMinute(shown.start), wholeMinute(shown.end)];
  return {
    choice: range.kind === 'absolute' ? 'absolute' : (preset ?? 'relative'),
    ...relative,
    from: momentText(start, zone),
    to: momentText(end, zone),
    zone,
  };
};

/** The same form on the clock of another zone: times that can be read go on meaning the same moments. */
export const inZone = (draft: RangeDraft, zone: Zone): RangeDraft => {
  const moved = (text: string) => {
    const ms = readMomentText(text, draft.zone);
    return ms === undefined ? text : momentText(ms, zone);
  };
  return { ...draft, zone, from: moved(draft.from), to: moved(draft.to) };
};

const relativeOf = ({ count, unit }: RangeDraft): TimeRange | DraftErrors => {
  const number = /^\d+$/.test(count.trim()) ? Number(count) : 0;
  const ms = number * (rangeUnits.find((size) => size.unit === unit)?.ms ?? 0);
  if (ms === 0) return { count: 'Enter a whole number from 1.' };
  return ms > longestRange ? { count: 'At most 366 days.' } : relativeRange(ms);
};

const absoluteOf = ({ from, to, zone }: RangeDraft, now: number): TimeRange | DraftErrors => {
  const howTo = 'Write it as 2026-11-01 13:00.';
  const [start, end] = [readMomentText(from, zone), readMomentText(to, zone)];
  if (start === undefined || end === undefined) {
    return { ...(start === undefined && { from: howTo }), ...(end === undefined && { to: howTo }) };
  }
  if (start > now) return { from: 'The start lies in the future.' };
  // The form shows whole minutes: the one that is running counts as now.
  if (end > now + 60_000) return { to: 'The end lies in the future.' };
  if (end <= start) return { to: 'The end must be after the start.' };
  return end - start > longestRange ? { from: 'At most 366 days.' } : absoluteRange({ start, end });
};

/** The range a form means at `now` (ms), or what is wrong with its fields. */
export const rangeOfDraft = (
  draft: RangeDraft,
  now: number,
): { readonly range?: TimeRange; readonly errors: DraftErrors } => {
  const { choice } = draft;
  const found =
    choice === 'absolute'
      ? absoluteOf(draft, now)
      : choice === 'relative'
        ? relativeOf(draft)
        : relativeRange(presetMs[choice]);
  return 'kind' in found ? { range: found, errors: {} } : { errors: found };
};

/** What the chosen range misses because the workspace keeps rows for so many days only; undefined where it misses nothing. */
export const beyondRetention = (
  range: TimeRange | undefined,
  retentionInDays: number | undefined,
  now: number,
): string | undefined => {
  if (!range || retentionInDays === undefined) return undefined;
  const start = range.kind === 'absolute' ? range.start : now - range.ms;
  return now - start > retentionInDays * day + 60_000
    ? `This workspace keeps changes for ${retentionInDays} days: what is older is not shown.`
    : undefined;
};
