import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { useKept } from '../../api/use-kept';
import { workspaceQuery } from '../../api/workspace-query';
import { keepPageSearch, paths } from '../../paths';
import { TableToolbar } from '../../table/filter-chips';
import { SearchBox } from '../../ui/search-box';
import { VirtualTable, type VirtualTableHandle } from '../../table/virtual-table';
import { usePageWindow } from '../../time-range/page-window';
import { zoneLabel } from '../../time-range/zone';
import { Count } from '../../ui/count';
import { EmptyPanel, ErrorPanel, Note } from '../../ui/panels';
import { visibleString } from '../../ui/visible-parts';
import { useSearchState } from '../../url-state';
import { ServersView, serverColumns } from './columns';
import { type Server, arrangeServers, serverSorts, serversQuery, serversSearch, toServer } from './servers';
import css from './servers.module.css';

const rowKey = (server: Server) => server.key;
const rowLabel = (server: Server) => visibleString(`${server.name}, ${server.total} changes`);
const noServers: readonly Server[] = [];

/** The Servers tab: every machine that reports, with its changes in range; a row leads to those changes. */
export const Component = () => {
  const workspace = useCurrentWorkspace();
  const window = usePageWindow();
  const navigate = useNavigate();
  const { search: searchString } = useLocation();
  const [{ q, sort, dir }, update] = useSearchState(serversSearch);
  const [active, setActive] = useState(-1);
  const table = useRef<VirtualTableHandle>(null);

  const query = useQuery(workspaceQuery(workspace.customerId, serversQuery(window), window));
  const { data, failure } = useKept(query, window.asOf);
  const servers = useMemo(() => data?.rows.map(toServer) ?? noServers, [data]);
  const shown = useMemo(() => arrangeServers(servers, { q, sort, dir }), [servers, q, sort, dir]);
  const rowAt = useCallback((index: number) => shown[index], [shown]);

  const addressOf = useCallback(
    (server: Server) => {
      const kept = new URLSearchParams(keepPageSearch(searchString));
      kept.set('server', server.key);
      return `${paths.changes(workspace)}?${kept.toString()}`;
    },
    [workspace, searchString],
  );
  const zoneText = zoneLabel(window.zone);
  const columns = useMemo(() => serverColumns(zoneText), [zoneText]);
  const view = useMemo(
    () => ({ zone: window.zone, asOf: window.asOf, addressOf }),
    [window.zone, window.asOf, addressOf],
  );
  const reorder = (id: string) => {
    const next = serverSorts.find((known) => known === id);
    if (!next) return;
    const first = next === 'name' || next === 'os' ? 'asc' : 'desc';
    update({ sort: next, dir: next === sort ? (dir === 'asc' ? 'desc' : 'asc') : first });
  };

  return (
    <ServersView value={view}>
      <div className={css.tab}>
        <TableToolbar
          summary={
            query.isPending ? (
              'Loading'
            ) : data === undefined ? null : (
              <span aria-live="polite">
                {q.trim() !== '' && (
                  <>
                    <Count value={shown.length} /> of{' '}
                  </>
                )}
                <Count value={servers.length} /> {servers.length === 1 ? 'server' : 'servers'}
              </span>
            )
          }
        >
          <SearchBox
            label="Search servers"
            value={q}
            onSearch={(next) => update({ q: next })}
            onLeave={() => table.current?.focus()}
          />
        </TableToolbar>
        {failure && (
          <ErrorPanel
            compact={data !== undefined}
            title={data ? 'The servers could not be refreshed' : 'The servers could not be loaded'}
            error={failure.error}
            onRetry={failure.retry}
          />
        )}
        {data?.partial && <Note kind="warning">This table is incomplete: {data.partial.message}</Note>}
        {(data || query.isPending) && (
          <VirtualTable
            label="Servers"
            columns={columns}
            total={query.isPending ? skeletonRows : shown.length}
            rowAt={rowAt}
            rowKey={rowKey}
            rowLabel={rowLabel}
            sort={{ id: sort, desc: dir === 'desc' }}
            onSort={reorder}
            active={Math.min(active, shown.length - 1)}
            onActive={setActive}
            onOpen={(index) => {
              const server = shown[index];
              if (server) void navigate(addressOf(server));
            }}
            onEscape={() => setActive(-1)}
            handle={table}
            busy={query.isPending || query.isPlaceholderData}
            empty={
              servers.length > 0 ? (
                <EmptyPanel
                  title="No server matches"
                  action={<Button onClick={() => update({ q: '' })}>Clear search</Button>}
                >
                  No name or operating system contains the searched text.
                </EmptyPanel>
              ) : (
                <EmptyPanel title="No server has reported in the last 30 days">
                  A server appears here with its first heartbeat, a minute after its agent starts.
                </EmptyPanel>
              )
            }
          />
        )}
      </div>
    </ServersView>
  );
};

/** Rows shown as skeletons until the servers are known. */
const skeletonRows = 8;
