import { createContext, use } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { useHref } from 'react-router';
import { fimTypes } from '../../filters/change-filter';
import type { TableColumn } from '../../table/columns';
import type { Zone } from '../../time-range/range';
import { formatAgo, formatClock, formatDay, formatTime } from '../../time-range/zone';
import { type ChangeType, typeLooks } from '../../ui/change-words';
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
  /** No column of its own tells that a server is silent: its name does. */
  readonly nameTellsAway: boolean;
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
  show: (value) => <Show value={value} />,
});

/** Today the clock, else the day, of another year in full: the column is narrow, and the moment is on hover. */
const silenceText = ({ lastHeartbeat }: Server, zone: Zone, asOf: number): string => {
  if (lastHeartbeat === null) return 'No data for 30 days';
  const [day, today] = [formatDay(lastHeartbeat, zone), formatDay(asOf, zone)];
  const isThisYear = day.slice(0, 4) === today.slice(0, 4);
  return `No data since ${day === today ? formatClock(lastHeartbeat, zone) : isThisYear ? day.slice(5) : day}`;
};

const leaveToRow = (event: MouseEvent) => {
  if (!event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) event.preventDefault();
};

const Name: Show = ({ value }) => {
  const { addressOf, nameTellsAway, asOf, zone } = useCells();
  const href = useHref(addressOf(value));
  const silence = nameTellsAway && isAway(value, asOf) ? silenceText(value, zone, asOf) : undefined;
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
      {silence !== undefined && (
        <span title={silence}>
          <Glyph name="warning" className={css.warning} />
          <span className="visually-hidden">{silence}</span>
        </span>
      )}
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
    <span
      className={css.away}
      title={
        value.lastHeartbeat === null
          ? undefined
          : `${formatTime(value.lastHeartbeat, zone)}, ${formatAgo(value.lastHeartbeat, asOf)}`
      }
    >
      <Glyph name="warning" className={css.warning} />
      <span className={css.text}>{silenceText(value, zone, asOf)}</span>
    </span>
  );
};

/** A shorter head where the type's own word is wider than any count below it. */
const countHead = (type: ChangeType) => (type === 'WindowsServices' ? 'Services' : typeLooks[type].label);
const beyondFim = ['Software', 'WindowsServices', 'Daemons'] as const satisfies readonly ChangeType[];

const countColumn = (type: ChangeType, hideBelow: number) =>
  column(type, countHead(type), ({ value }) => <Count value={value.counts[type]} />, {
    size: type === 'Files' ? 80 : 96,
    meta: { align: 'end', hideBelow },
  });

/** Columns of the Servers table. `zone` as the heads of the time columns name it; `all`: every type is counted. */
export const serverColumns = (zone: string, all: boolean): readonly TableColumn<Server>[] => [
  column('name', 'Name', Name, { size: 112, enableHiding: false, meta: { grow: 1.5 } }),
  column('os', 'OS', System, { size: 120, meta: { grow: 2, hideBelow: all ? 1500 : 1180 } }),
  column('environment', 'Environment', EnvironmentCell, { size: 116, meta: { hideBelow: all ? 1380 : 1050 } }),
  column('total', 'Total changes', ({ value }) => <Count value={value.total} />, {
    size: 140,
    meta: { align: 'end' },
  }),
  ...fimTypes.map((type) => countColumn(type, 920)),
  ...(all ? beyondFim.map((type) => countColumn(type, 1250)) : []),
  column('lastChange', `Last change time [${zone}]`, LastChange, {
    size: 180,
    meta: { grow: 1.35, hideBelow: 520, wrap: true },
  }),
  column('lastHeartbeat', 'Last heartbeat', LastHeartbeat, { size: 160, meta: { grow: 1.25, hideBelow: 700 } }),
];
