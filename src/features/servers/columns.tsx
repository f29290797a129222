import { createContext, use } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { useHref } from 'react-router';
import type { TableColumn, WindowRow } from '../../table/columns';
import type { Zone } from '../../time-range/range';
import { formatAgo } from '../../time-range/zone';
import { Count } from '../../ui/count';
import { Glyph } from '../../ui/glyph';
import { Time } from '../../ui/time';
import { visibleString } from '../../ui/visible-parts';
import { VisibleText } from '../../ui/visible-text';
import { type Server, type ServerSort, isAway } from './servers';
import css from './servers.module.css';

/** What cells need besides their row: the zone, the moment "away" is judged at, and where a server leads. */
export type ServersView = {
  readonly zone: Zone;
  readonly asOf: number;
  readonly addressOf: (server: Server) => string;
};
export const ServersView = createContext<ServersView | undefined>(undefined);

const useView = (): ServersView => {
  const view = use(ServersView);
  if (!view) throw new Error('cells of the Servers table need ServersView above them');
  return view;
};

type Show = (props: { readonly value: Server }) => ReactNode;

const column = (
  id: ServerSort,
  header: string,
  Show: Show,
  meta: TableColumn<Server>['meta'],
): TableColumn<Server> => ({
  id,
  header,
  meta,
  enableSorting: true,
  cell: ({ row }: { readonly row: { readonly original: WindowRow<Server> } }) =>
    row.original.value === undefined ? null : <Show value={row.original.value} />,
});

const leaveToRow = (event: MouseEvent) => {
  if (!event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) event.preventDefault();
};

const Name: Show = ({ value }) => {
  const { addressOf } = useView();
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
        <VisibleText text={value.name || value.key} />
      </span>
    </a>
  );
};

const System: Show = ({ value }) =>
  value.os === '' ? (
    <span className="muted" title="The heartbeat does not say">
      -
    </span>
  ) : (
    <span title={visibleString(value.os)}>
      <VisibleText text={value.os} />
    </span>
  );

const LastChange: Show = ({ value }) => {
  const { zone, asOf } = useView();
  const reason = isAway(value, asOf) ? 'No change known: the server sends no data' : 'No change in this time range';
  return <Time ms={value.lastChange} zone={zone} reason={reason} />;
};

const LastHeartbeat: Show = ({ value }) => {
  const { zone, asOf } = useView();
  if (!isAway(value, asOf)) return <Time ms={value.lastHeartbeat} zone={zone} />;
  return (
    <span className={css.away} title={value.lastHeartbeat === null ? undefined : formatAgo(value.lastHeartbeat, asOf)}>
      <Glyph name="warning" className={css.warning} />
      <span className={css.text}>
        No data since <Time ms={value.lastHeartbeat} zone={zone} />
      </span>
    </span>
  );
};

/** Columns of the Servers table. `zone` as the heads of the time columns name it. */
export const serverColumns = (zone: string): readonly TableColumn<Server>[] => [
  column('name', 'Name', Name, { width: 'minmax(150px, 1.6fr)' }),
  column('os', 'OS', System, { width: 'minmax(110px, 1.6fr)', hideBelow: 900 }),
  column('total', 'Total changes', ({ value }) => <Count value={value.total} />, { width: '134px', align: 'end' }),
  column('files', 'Files', ({ value }) => <Count value={value.files} />, { width: '88px', align: 'end' }),
  column('registry', 'Registry', ({ value }) => <Count value={value.registry} />, { width: '100px', align: 'end' }),
  column('lastChange', `Last change time [${zone}]`, LastChange, { width: 'minmax(150px, 1.6fr)' }),
  column('lastHeartbeat', 'Last heartbeat', LastHeartbeat, { width: 'minmax(150px, 1.5fr)', hideBelow: 760 }),
];
