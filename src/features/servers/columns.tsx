import { createContext, use } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { useHref } from 'react-router';
import type { TableColumn, WindowRow } from '../../table/columns';
import type { Zone } from '../../time-range/range';
import { formatAgo } from '../../time-range/zone';
import { type ChangeType, changeTypes, typeLooks } from '../../ui/change-words';
import { Count } from '../../ui/count';
import { Glyph } from '../../ui/glyph';
import { Time } from '../../ui/time';
import { visibleString } from '../../ui/visible-parts';
import { VisibleText } from '../../ui/visible-text';
import type { ServerSort } from './arrange';
import { environmentReason } from './environment';
import { type Server, isAway } from './servers';
import css from './servers.module.css';

/** What cells need besides their row: the zone, the moment "away" is judged at, and where a server leads. */
type ServerCells = {
  readonly zone: Zone;
  readonly asOf: number;
  readonly addressOf: (server: Server) => string;
};
export const ServerCells = createContext<ServerCells | undefined>(undefined);

const useCells = (): ServerCells => {
  const cells = use(ServerCells);
  if (!cells) throw new Error('cells of the Servers table need ServerCells above them');
  return cells;
};

type Show = (props: { readonly value: Server }) => ReactNode;
type Layout = Pick<TableColumn<Server>, 'size' | 'enableHiding' | 'meta'>;

const column = (id: ServerSort, header: string, Show: Show, layout: Layout): TableColumn<Server> => ({
  id,
  header,
  ...layout,
  enableSorting: true,
  cell: ({ row }: { readonly row: { readonly original: WindowRow<Server> } }) =>
    row.original.value === undefined ? null : <Show value={row.original.value} />,
});

const leaveToRow = (event: MouseEvent) => {
  if (!event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) event.preventDefault();
};

const Name: Show = ({ value }) => {
  const { addressOf } = useCells();
  const href = useHref(addressOf(value));
  return (
    <a
      href={href}
      tabIndex={-1}
      onClick={leaveToRow}
      draggable={false}
      className={css.name}
      title={visibleString(value.name)}
    >
      <Glyph name="server" className={css.glyph} />
      <span className={css.text}>
        <VisibleText text={value.name || value.key || '-'} />
      </span>
    </a>
  );
};

const Unknown = ({ reason }: { readonly reason: string }) => (
  <span className="muted" title={reason}>
    -
  </span>
);

const System: Show = ({ value }) => {
  if (value.os === '') return <Unknown reason="No heartbeat says which" />;
  const glyph = value.system === 'Windows' ? 'windows' : value.system === 'Linux' ? 'linux' : undefined;
  return (
    <span className={css.name} title={visibleString(value.os)}>
      {glyph && <Glyph name={glyph} className={css.glyph} />}
      <span className={css.text}>
        <VisibleText text={value.os} />
      </span>
    </span>
  );
};

const EnvironmentCell: Show = ({ value }) => {
  const reason = environmentReason(value.environment);
  return value.environment === undefined ? (
    <Unknown reason={reason ?? ''} />
  ) : (
    <span title={reason}>{value.environment}</span>
  );
};

const LastChange: Show = ({ value }) => {
  const { zone, asOf } = useCells();
  const reason = isAway(value, asOf) ? 'No change known: the server sends no data' : 'No change in this time range';
  return <Time ms={value.lastChange} zone={zone} reason={reason} />;
};

const LastHeartbeat: Show = ({ value }) => {
  const { zone, asOf } = useCells();
  if (!isAway(value, asOf)) return <Time ms={value.lastHeartbeat} zone={zone} />;
  return (
    <span className={css.away} title={value.lastHeartbeat === null ? undefined : formatAgo(value.lastHeartbeat, asOf)}>
      <Glyph name="warning" className={css.warning} />
      <span className={css.text}>
        {value.lastHeartbeat === null ? (
          'No data for 30 days'
        ) : (
          <>
            No data since <Time ms={value.lastHeartbeat} zone={zone} />
          </>
        )}
      </span>
    </span>
  );
};

const countColumn = (type: ChangeType) =>
  column(type, typeLooks[type].label, ({ value }) => <Count value={value.counts[type]} />, {
    size: type === 'WindowsServices' ? 148 : 92,
    meta: { align: 'end', hideBelow: type === 'Files' || type === 'Registry' ? 560 : 1180 },
  });

/** Columns of the Servers table. `zone` as the heads of the time columns name it; `types` are those the page counts. */
export const serverColumns = (zone: string, types: readonly ChangeType[]): readonly TableColumn<Server>[] => [
  column('name', 'Name', Name, { size: 150, enableHiding: false, meta: { grow: 1.6 } }),
  column('os', 'OS', System, { size: 120, meta: { grow: 1.6, hideBelow: 960 } }),
  column('environment', 'Environment', EnvironmentCell, { size: 116, meta: { hideBelow: 1080 } }),
  column('total', 'Total changes', ({ value }) => <Count value={value.total} />, {
    size: 140,
    meta: { align: 'end' },
  }),
  ...changeTypes.filter((type) => types.includes(type)).map(countColumn),
  column('lastChange', `Last change time [${zone}]`, LastChange, { size: 180, meta: { grow: 1.1, hideBelow: 640 } }),
  column('lastHeartbeat', 'Last heartbeat', LastHeartbeat, { size: 160, meta: { grow: 1.5, hideBelow: 820 } }),
];
