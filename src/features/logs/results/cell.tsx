import type { Json } from '#core/kql/vector';
import { timeFromWire } from '../../../api/decode';
import type { Zone } from '../../../time-range/range';
import { formatTime } from '../../../time-range/zone';
import { formatCount } from '../../../ui/numbers';
import { visibleString } from '../../../ui/visible-parts';
import { VisibleText } from '../../../ui/visible-text';
import { type ColumnKind, cellText, isNull } from './result-table';
import css from './results.module.css';

/** Most characters of a value that a row of the table draws; the row's details have the whole. */
const drawn = 300;

/** A wire datetime in the zone, with the fraction of its second as far as it has one. Text that is none stays as it is. */
export const zonedTime = (wire: string, zone: Zone): string => {
  const ms = timeFromWire(wire);
  if (ms === null) return wire;
  return formatTime(ms, zone) + (/\.\d+(?=Z$)/.exec(wire)?.[0] ?? '');
};

/** A number as the table shows it: whole ones with separators, others as they are. */
const numberText = (value: Json): string =>
  typeof value === 'number' && Number.isInteger(value) ? formatCount(value) : cellText(value);

/** A value as the table shows it, as text; `''` for null as for an empty string. */
export const shownText = (value: Json | undefined, kind: ColumnKind, zone: Zone): string => {
  if (isNull(value)) return '';
  switch (kind) {
    case 'time':
      return zonedTime(cellText(value), zone);
    case 'number':
      return numberText(value);
    case 'bool':
      return value === true || value === 1 ? 'true' : 'false';
    case 'text':
    case 'span':
    case 'guid':
    case 'dynamic':
      return cellText(value);
  }
};

type CellProps = { readonly value: Json | undefined; readonly kind: ColumnKind; readonly zone: Zone };

/** What stands in the place of a value that is not there. An empty string is empty on screen, and says so to screen readers. */
export const Missing = ({ value }: { readonly value: null | undefined | '' }) =>
  value === '' ? <span className="visually-hidden">empty text</span> : <span className={css.null}>null</span>;

/** One value in its row: one line, cut where it is long. */
export const ResultCell = ({ value, kind, zone }: CellProps) => {
  if (isNull(value) || value === '') return <Missing value={value} />;
  const text = shownText(value, kind, zone);
  switch (kind) {
    case 'time':
      return (
        <time className="numbers" dateTime={cellText(value)} title={`${cellText(value)} (UTC)`}>
          {visibleString(text)}
        </time>
      );
    case 'number':
    case 'span':
      return (
        <span className="numbers" title={kind === 'number' && text !== cellText(value) ? cellText(value) : undefined}>
          {visibleString(text.slice(0, drawn))}
        </span>
      );
    case 'bool':
      return text;
    case 'guid':
    case 'dynamic':
    case 'text': {
      const part = text.length > drawn ? `${text.slice(0, drawn)}…` : text;
      const isCode = kind !== 'text';
      return isCode || part.length > 24 ? (
        <span className={isCode ? 'mono' : undefined} title={visibleString(part)}>
          <VisibleText text={part} />
        </span>
      ) : (
        <VisibleText text={part} />
      );
    }
  }
};
