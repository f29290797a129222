import type { MouseEvent } from 'react';
import { useHref } from 'react-router';
import { rowAddress } from '#core/fim/change-address';
import { changedFields } from '#core/fim/change-diff';
import { entityText } from '#core/fim/entity';
import type { TableColumn, WindowRow } from '../../table/columns';
import { CategoryLabel, TypeLabel } from '../../ui/change-words';
import { PathText } from '../../ui/path-text';
import { Time } from '../../ui/time';
import { visibleString } from '../../ui/visible-parts';
import { VisibleText } from '../../ui/visible-text';
import { useListContext } from './tab-context';
import type { ChangeRow } from './use-changes';

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
  const { addressOf } = useListContext();
  const href = useHref(addressOf(rowAddress(value)));
  return (
    <a href={href} tabIndex={-1} onClick={leaveToRow} draggable={false}>
      <PathText text={entityText(value) || '-'} />
    </a>
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

const TimeCell: ShowRow = ({ value }) => {
  const { zone } = useListContext();
  return <Time ms={value.TimeGenerated} zone={zone} />;
};

const ServerCell: ShowRow = ({ value }) => (
  <span title={visibleString(value.Computer)}>
    <VisibleText text={value.Computer || '-'} />
  </span>
);

/** Columns of the Changes list. `zone` as the head of the time column names it. */
export const changeColumns = (zone: string): readonly TableColumn<ChangeRow>[] => [
  {
    id: 'category',
    header: 'Category',
    size: 96,
    cell: cell(({ value }) => <CategoryLabel category={value.ChangeCategory} />),
  },
  { id: 'entity', header: 'Entity', size: 200, enableHiding: false, meta: { grow: 4 }, cell: cell(EntityCell) },
  { id: 'server', header: 'Server', size: 110, meta: { grow: 1 }, cell: cell(ServerCell) },
  {
    id: 'type',
    header: 'Type',
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
  {
    id: 'time',
    header: `Change time [${zone}]`,
    enableSorting: true,
    size: 190,
    cell: cell(TimeCell),
  },
];
