import type { MouseEvent, ReactNode } from 'react';
import { rowAddress } from '#core/fim/change-address';
import { changedFields } from '#core/fim/change-diff';
import { entityText } from '#core/fim/entity';
import { hrefOf } from '../../href';
import type { Fits, TableColumn } from '../../table/columns';
import type { Zone } from '../../time-range/range';
import { formatTime, zoneLabel } from '../../time-range/zone';
import { CategoryLabel, TypeLabel, iconWidth, isChangeType, typeLooks } from '../../ui/change-words';
import { Glyph } from '../../ui/glyph';
import { formatBytes } from '../../ui/numbers';
import { PathText } from '../../ui/path-text';
import { Time, timeSample } from '../../ui/time';
import { visibleString } from '../../ui/visible-parts';
import { visibleNode } from '../../ui/visible-text';
import css from './changes.module.css';
import { type Flap, flapKey } from './flaps';
import type { ChangeRow } from './use-changes';

/** What cells need besides their row. */
export type ChangeCells = {
  readonly zone: Zone;
  /** Address of a change with the view's search string. */
  readonly addressOf: (rowId: string) => string;
  /** Flapping entities that are shown as one row, by `flapKey`. */
  readonly flaps: ReadonlyMap<string, Flap>;
};

const typeLabel = (type: string) => (isChangeType(type) ? typeLooks[type].label : type);

type Show = (row: ChangeRow, fits: Fits, isHovered: boolean) => ReactNode;

/** A column for those who ask for it. */
const optional = (
  id: string,
  header: string,
  show: Show,
  size: number,
  align: 'start' | 'end' = 'start',
): TableColumn<ChangeRow> => ({ id, header, size, meta: { optional: true, align, fits: true }, show });

/** A plain click opens the row, which the row itself does; everything else a link can do stays the browser's. */
const leaveToRow = (event: MouseEvent) => {
  if (!event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) event.preventDefault();
};

const entityCell =
  ({ addressOf, flaps, zone }: ChangeCells): Show =>
  (row, fits, isHovered) => {
    const text = entityText(row) || '-';
    const flap = row.ChangeCategory === 'Modified' ? undefined : flaps.get(flapKey(row));
    const link = (
      <a
        className={css.entity}
        href={hrefOf(addressOf(rowAddress(row)))}
        tabIndex={-1}
        onClick={leaveToRow}
        draggable={false}
      >
        <PathText text={text} fills room={flap ? undefined : fits} bare={!isHovered} />
      </a>
    );
    if (!flap) return link;
    const [first = '', last = ''] = [flap.First, flap.Last].map((ms) => (ms === null ? '-' : formatTime(ms, zone)));
    const words = `flapped ${flap.Count ?? 0} times between ${first} and ${last}`;
    return (
      <span className={css.flap} title={words}>
        <span className={css.flapEntity}>{link}</span>
        <span className={css.flapWords}>{words}</span>
      </span>
    );
  };

/** A record time this long after its arrival is no lag of clocks, ms. */
const clockLag = 60_000;

const timeCell =
  ({ zone }: ChangeCells): Show =>
  ({ TimeGenerated, Received }, fits, isHovered) => {
    if (TimeGenerated === null || Received === null || TimeGenerated <= Received + clockLag)
      return <Time ms={TimeGenerated} zone={zone} cut={!fits(timeSample)} bare={!isHovered} />;
    const reason = `Stamped after it was received (${formatTime(Received, zone)}): the server's clock is ahead`;
    return (
      <span className={fits(timeSample, iconWidth) ? undefined : 'cut'} title={reason}>
        <Time ms={TimeGenerated} zone={zone} /> <Glyph name="warning" className={css.warning} />
        <span className="visually-hidden">{reason}</span>
      </span>
    );
  };

const textCell =
  (read: (row: ChangeRow) => string): Show =>
  (row, fits, isHovered) => {
    const text = read(row);
    // One element for all, so that it can go over from row to row.
    return text === '' ? (
      <span className="muted">-</span>
    ) : (
      <span className={fits(text) ? undefined : 'cut'} title={isHovered ? visibleString(text) : undefined}>
        {visibleNode(text)}
      </span>
    );
  };

const sizeCell =
  (read: (row: ChangeRow) => number | null): Show =>
  (row, fits) => {
    const bytes = read(row);
    if (bytes === null) return <span className="muted">-</span>;
    const text = formatBytes(bytes);
    return (
      <span className={fits(text, endPadding) ? undefined : 'cut'} title={`${bytes.toLocaleString('en-US')} bytes`}>
        {text}
      </span>
    );
  };

/** Of cells whose text ends at the end, px. */
const endPadding = 12;

/** Columns of the Changes list. Each cell cuts itself where its text does not fit. */
export const changeColumns = (cells: ChangeCells): readonly TableColumn<ChangeRow>[] => [
  {
    id: 'category',
    header: 'Category',
    enableSorting: true,
    size: 92,
    meta: { fits: true },
    show: ({ ChangeCategory }, fits) => (
      <CategoryLabel category={ChangeCategory} cut={!fits(ChangeCategory, iconWidth)} />
    ),
  },
  {
    id: 'entity',
    header: 'Entity',
    enableSorting: true,
    size: 140,
    enableHiding: false,
    meta: { grow: 4, fits: true },
    show: entityCell(cells),
  },
  {
    id: 'server',
    header: 'Server',
    enableSorting: true,
    size: 110,
    meta: { grow: 1, hideBelow: 600, fits: true },
    show: textCell((row) => row.Computer),
  },
  {
    id: 'type',
    header: 'Type',
    enableSorting: true,
    size: 92,
    meta: { hideBelow: 800, fits: true },
    show: ({ ConfigChangeType }, fits) => (
      <TypeLabel type={ConfigChangeType} cut={!fits(typeLabel(ConfigChangeType), iconWidth)} />
    ),
  },
  {
    id: 'fields',
    header: 'Changed fields',
    size: 110,
    meta: { grow: 1.4, hideBelow: 1000, fits: true },
    show: textCell((row) => changedFields(row.FieldsChanged).join(', ')),
  },
  optional(
    'sizeBefore',
    'Size before',
    sizeCell((row) => row.PreviousSize),
    96,
    'end',
  ),
  optional(
    'size',
    'Size after',
    sizeCell((row) => row.Size),
    96,
    'end',
  ),
  optional(
    'hash',
    'Hash',
    textCell((row) => row.FileContentChecksum),
    160,
  ),
  optional(
    'hashBefore',
    'Hash before',
    textCell((row) => row.PreviousFileContentChecksum),
    160,
  ),
  optional(
    'actor',
    'Changed by',
    textCell((row) => row.Actor_CF),
    120,
  ),
  optional(
    'received',
    `Received [${zoneLabel(cells.zone)}]`,
    ({ Received }, fits, isHovered) => (
      <Time ms={Received} zone={cells.zone} cut={!fits(timeSample)} bare={!isHovered} />
    ),
    160,
  ),
  {
    id: 'time',
    header: `Change time [${zoneLabel(cells.zone)}]`,
    enableSorting: true,
    size: 146,
    meta: { grow: 1.3, fits: true, wrap: true },
    show: timeCell(cells),
  },
];
