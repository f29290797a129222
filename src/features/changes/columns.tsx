import type { MouseEvent } from 'react';
import { useHref } from 'react-router';
import { rowAddress } from '#core/fim/change-address';
import { changedFields } from '#core/fim/change-diff';
import { entityText } from '#core/fim/entity';
import type { TableColumn, WindowRow } from '../../table/columns';
import { CategoryLabel, TypeLabel } from '../../ui/change-words';
import { PathText } from '../../ui/path-text';
import { Glyph } from '../../ui/glyph';
import { formatBytes } from '../../ui/numbers';
import { formatTime } from '../../time-range/zone';
import css from './changes.module.css';
import { Time } from '../../ui/time';
import { visibleString } from '../../ui/visible-parts';
import { VisibleText } from '../../ui/visible-text';
import { flapKey } from './flaps';
import { useListContext } from './tab-context';
import type { ChangeRow } from './use-changes';

/** A column for those who ask for it. */
const optional = (
  id: string,
  header: string,
  Show: ShowRow,
  size: number,
  align: 'start' | 'end' = 'start',
): TableColumn<ChangeRow> => ({ id, header, size, meta: { optional: true, align }, cell: cell(Show) });

type CellProps = { readonly row: { readonly original: WindowRow<ChangeRow> } };
type ShowRow = (props: { readonly value: ChangeRow }) => React.ReactNode;

/** Rows whose page is on its way never reach a cell: the table shows skeletons instead. */
const cell =
  (Show: ShowRow) =>
  ({ row }: CellProps) =>
    row.original.value === undefined ? null : <Show value={row.original.value} />;

/** A plain click opens the row, which the row itself does; everything else a link can do stays the browser's. */
const leaveToRow = (event: MouseEvent) => {
  if (!event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) event.preventDefault();
};

const EntityCell: ShowRow = ({ value }) => {
  const { addressOf, flaps, zone } = useListContext();
  const flap = value.ChangeCategory === 'Modified' ? undefined : flaps.get(flapKey(value));
  const href = useHref(addressOf(rowAddress(value)));
  const link = (
    <a href={href} tabIndex={-1} onClick={leaveToRow} draggable={false}>
      <PathText text={entityText(value) || '-'} />
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

const FieldsCell: ShowRow = ({ value }) => {
  const fields = changedFields(value.FieldsChanged).join(', ');
  return fields === '' ? (
    <span className="muted">-</span>
  ) : (
    <span title={visibleString(fields)}>
      <VisibleText text={fields} />
    </span>
  );
};

/** A record time this long after its arrival is no lag of clocks, ms. */
const clockLag = 60_000;

const TimeCell: ShowRow = ({ value }) => {
  const { zone } = useListContext();
  const { TimeGenerated, Received } = value;
  if (TimeGenerated === null || Received === null || TimeGenerated <= Received + clockLag)
    return <Time ms={TimeGenerated} zone={zone} />;
  const reason = `Stamped after it was received (${formatTime(Received, zone)}): the server's clock is ahead`;
  return (
    <span title={reason}>
      <Time ms={TimeGenerated} zone={zone} /> <Glyph name="warning" className={css.warning} />
      <span className="visually-hidden">{reason}</span>
    </span>
  );
};

const ReceivedCell: ShowRow = ({ value }) => {
  const { zone } = useListContext();
  return <Time ms={value.Received} zone={zone} />;
};

const textColumn = (read: (row: ChangeRow) => string): ShowRow =>
  function TextCell({ value }) {
    const text = read(value);
    return text === '' ? (
      <span className="muted">-</span>
    ) : (
      <span title={visibleString(text)}>
        <VisibleText text={text} />
      </span>
    );
  };

const sizeColumn = (read: (row: ChangeRow) => number | null): ShowRow =>
  function SizeCell({ value }) {
    const bytes = read(value);
    return bytes === null ? (
      <span className="muted">-</span>
    ) : (
      <span title={`${bytes.toLocaleString('en-US')} bytes`}>{formatBytes(bytes)}</span>
    );
  };

/** Columns of the Changes list. `zone` as the heads of the time columns name it. */
export const changeColumns = (zone: string): readonly TableColumn<ChangeRow>[] => [
  {
    id: 'category',
    header: 'Category',
    enableSorting: true,
    size: 100,
    cell: cell(({ value }) => <CategoryLabel category={value.ChangeCategory} />),
  },
  {
    id: 'entity',
    header: 'Entity',
    enableSorting: true,
    size: 200,
    enableHiding: false,
    meta: { grow: 4 },
    cell: cell(EntityCell),
  },
  {
    id: 'server',
    header: 'Server',
    enableSorting: true,
    size: 110,
    meta: { grow: 1 },
    cell: cell(textColumn((row) => row.Computer)),
  },
  {
    id: 'type',
    header: 'Type',
    enableSorting: true,
    size: 92,
    meta: { hideBelow: 800 },
    cell: cell(({ value }) => <TypeLabel type={value.ConfigChangeType} />),
  },
  {
    id: 'fields',
    header: 'Changed fields',
    size: 110,
    meta: { grow: 1.4, hideBelow: 1000 },
    cell: cell(FieldsCell),
  },
  optional(
    'sizeBefore',
    'Size before',
    sizeColumn((row) => row.PreviousSize),
    96,
    'end',
  ),
  optional(
    'size',
    'Size after',
    sizeColumn((row) => row.Size),
    96,
    'end',
  ),
  optional(
    'hash',
    'Hash',
    textColumn((row) => row.FileContentChecksum),
    160,
  ),
  optional(
    'hashBefore',
    'Hash before',
    textColumn((row) => row.PreviousFileContentChecksum),
    160,
  ),
  optional(
    'actor',
    'Changed by',
    textColumn((row) => row.Actor_CF),
    120,
  ),
  optional('received', `Received [${zone}]`, ReceivedCell, 160),
  {
    id: 'time',
    header: `Change time [${zone}]`,
    enableSorting: true,
    size: 190,
    cell: cell(TimeCell),
  },
];
