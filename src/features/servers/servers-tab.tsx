import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { useInStep } from '../../api/in-step';
import { fimTypes } from '../../filters/change-filter';
import { ExportMenu } from '../../export/export-menu';
import { AllTypesSwitch } from '../../filters/all-types-switch';
import { FilterBar } from '../../filters/filter-bar';
import { answerTo, pageQuestion } from '../../filters/page-question';
import { useChangeFilter } from '../../filters/use-change-filter';
import { LinkNote } from '../../layout/link-note';
import { keepPageSearch, paths } from '../../paths';
import { ColumnMenu } from '../../table/column-menu';
import { useRowSelection } from '../../table/row-selection';
import { SelectionSummary } from '../../table/selection-summary';
import { TableToolbar } from '../../table/table-toolbar';
import toolbar from '../../table/toolbar.module.css';
import { shownColumns } from '../../table/shown-columns';
import { useTableView } from '../../table/use-table-view';
import { VirtualTable, type VirtualTableHandle } from '../../table/virtual-table';
import { usePageWindow } from '../../time-range/page-window';
import { zoneLabel } from '../../time-range/zone';
import { changeTypes } from '../../ui/change-words';
import { ErrorPanel, Note } from '../../ui/panels';
import { OpenInLogs, useOpenInLogs } from '../../ui/open-in-logs';
import { SearchBox } from '../../ui/search-box';
import { useCopy } from '../../ui/use-copy';
import { visibleString } from '../../ui/visible-parts';
import { useSearchState } from '../../url-state';
import { arrangeServers, chosenServers, serverSorts, serversSearch, sortsUpFirst } from './arrange';
import { ServerCells, serverColumns } from './columns';
import { NoServers } from './no-servers';
import { changesKql, serversTsv } from './server-text';
import { type Server, serversQuery, toServers } from './servers';
import { serversExport } from './servers-export';
import { ServersSummary } from './servers-summary';
import css from './servers.module.css';
import { useServerTerms } from './use-server-terms';

const rowKey = (server: Server) => server.key;
const nameOf = (server: Server) => server.name || server.key;
const rowLabel = (server: Server) => visibleString(`${nameOf(server)}, ${server.total} changes`);
const noServers: readonly Server[] = [];

/** The Servers tab: every machine that reports, with its changes in range; a row leads to those changes. */
export const Component = () => {
  const workspace = useCurrentWorkspace();
  const window = usePageWindow();
  const navigate = useNavigate();
  const { search: searchString } = useLocation();
  const { filter } = useChangeFilter();
  const [{ find, sort, dir }, update] = useSearchState(serversSearch);
  const [active, setActive] = useState(-1);
  const table = useRef<VirtualTableHandle>(null);
  const selection = useRowSelection<Server>();
  const { note, copy } = useCopy();
  const openInLogs = useOpenInLogs();

  const query = useQuery(serversQuery(workspace.customerId, filter, window));
  // In step with the totals above, which are sums of the same rows.
  const question = useMemo(() => pageQuestion(window, filter), [window, filter]);
  const answer = useInStep('servers', query, question);
  const { failure, isStale } = answer;
  const data = answerTo(question, answer);
  const { heartbeats, counts } = data ?? {};
  const failed = [heartbeats, counts].find((part) => part?.ok === false);
  const partial = [heartbeats, counts].find((part) => part?.ok && part.partial);
  const servers = useMemo(
    () => (heartbeats?.ok && counts?.ok ? toServers(heartbeats.rows, counts.rows) : noServers),
    [heartbeats, counts],
  );
  const isKnown = heartbeats?.ok === true && counts?.ok === true;
  const shown = useMemo(() => arrangeServers(servers, { find, sort, dir }), [servers, find, sort, dir]);
  const rowAt = useCallback((index: number) => shown[index], [shown]);

  const changesOf = useCallback(
    (keys: readonly string[]) => {
      const kept = new URLSearchParams(keepPageSearch(searchString));
      kept.delete('server');
      for (const key of keys) kept.append('server', key);
      return `${paths.changes(workspace)}?${kept.toString()}`;
    },
    [workspace, searchString],
  );
  const zoneText = zoneLabel(window.zone);
  const columns = useMemo(() => serverColumns(zoneText, filter.all), [zoneText, filter.all]);
  const view = useTableView('servers', columns);
  const nameTellsAway = view.options.state.columnVisibility['lastHeartbeat'] === false;
  const cells = useMemo(
    () => ({
      zone: window.zone,
      asOf: window.end,
      addressOf: (server: Server) => changesOf([server.key]),
      nameTellsAway,
    }),
    [window.zone, window.end, changesOf, nameTellsAway],
  );
  const termOf = useServerTerms();
  const reorder = (id: string) => {
    const next = serverSorts.find((known) => known === id);
    if (!next) return;
    const first = sortsUpFirst(next) ? 'asc' : 'desc';
    update({ sort: next, dir: next === sort ? (dir === 'asc' ? 'desc' : 'asc') : first });
  };
  const chosen = chosenServers(selection.rows, servers, { sort, dir });
  const isSelecting = selection.rows.size > 0;
  const listed = isSelecting ? shown.filter(({ key }) => selection.rows.has(key)).length : 0;
  const copyServers = (rows: readonly Server[]) => {
    const some = rows.length > 1 ? chosen : rows;
    void copy(
      serversTsv(some, filter.all ? changeTypes : fimTypes),
      some.length === 1 ? 'Server' : `${some.length} servers`,
    );
  };

  return (
    <ServerCells value={cells}>
      <div className={css.tab}>
        <TableToolbar
          summary={
            <>
              <span className={toolbar.status}>
                <span role="status">{isSelecting ? '' : note}</span>
                {note === '' &&
                  (query.isPending ? 'Loading' : isKnown && <ServersSummary servers={servers} shown={shown} />)}
              </span>
              <ColumnMenu view={view} />
              <ExportMenu source={serversExport(workspace, filter, window, { find, sort, dir }, shownColumns(view))} />
            </>
          }
          selected={
            isSelecting && (
              <SelectionSummary
                selection={selection}
                note={note}
                hidden={selection.rows.size - listed}
                onEnd={() => table.current?.focus()}
              >
                <Button
                  size="small"
                  appearance="subtle"
                  onClick={() => void navigate(changesOf([...selection.rows.keys()]))}
                >
                  Show changes
                </Button>
                <OpenInLogs query={() => ({ kql: changesKql(filter, chosen) })} />
                <Button size="small" appearance="subtle" onClick={() => copyServers(chosen)}>
                  Copy
                </Button>
              </SelectionSummary>
            )
          }
          below={<FilterBar />}
        >
          <SearchBox
            label="Search servers"
            value={find}
            onSearch={(next) => update({ find: next })}
            onLeave={() => table.current?.focus()}
          />
          <AllTypesSwitch />
        </TableToolbar>
        <LinkNote schema={serversSearch} />
        {(failure || failed) && (
          <ErrorPanel
            compact={isKnown}
            title={isKnown ? 'The servers could not be refreshed' : 'The servers could not be loaded'}
            error={failure ? failure.error : failed?.ok === false ? failed.error : undefined}
            onRetry={failure ? failure.retry : () => void query.refetch()}
          />
        )}
        {partial?.ok && partial.partial && (
          <Note kind="warning">This table is incomplete: {partial.partial.message}</Note>
        )}
        {(isKnown || query.isPending) && (
          <VirtualTable
            label="Servers"
            view={view}
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
              if (server) void navigate(changesOf([server.key]));
            }}
            onEscape={() => setActive(-1)}
            selection={selection}
            onCopy={copyServers}
            rowActions={(server) => [
              { label: 'Show changes', onSelect: () => void navigate(changesOf([server.key])) },
              { label: 'Copy name', onSelect: () => void copy(nameOf(server), 'Name') },
              {
                label: 'Copy KQL of its changes',
                onSelect: () => void copy(changesKql(filter, [server], window), 'KQL'),
              },
              { label: 'Open in Logs', onSelect: () => openInLogs({ kql: changesKql(filter, [server]) }) },
            ]}
            termOf={termOf}
            handle={table}
            busy={query.isPending || isStale}
            empty={<NoServers known={servers.length > 0} onClear={() => update({ find: '' })} />}
          />
        )}
      </div>
    </ServerCells>
  );
};

/** Rows shown as skeletons until the servers are known. */
const skeletonRows = 8;
