import { Switch } from '@fluentui/react-components';
import { ArrowClockwiseRegular, CopyRegular, DocumentSearchRegular, EditRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy, useCallback, useMemo, useState } from 'react';
import { driftKql } from '#core/fim/baselines/drift-kql';
import { netlogonBaseline, netlogonSettings } from '#core/fim/netlogon-baseline';
import { useAccess } from '../../api/access';
import { configurationQuery } from '../../api/configuration';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { refreshAll } from '../../api/refresh';
import { type Command, CommandBar } from '../../layout/command-bar';
import { PageHeader } from '../../layout/page-header';
import page from '../../layout/page.module.css';
import { ColumnMenu } from '../../table/column-menu';
import { TableToolbar } from '../../table/table-toolbar';
import { useTableView } from '../../table/use-table-view';
import { VirtualTable } from '../../table/virtual-table';
import { usePageWindow } from '../../time-range/page-window';
import { longestRange, relativeRange } from '../../time-range/range';
import { formatTime } from '../../time-range/zone';
import { LeaveGuard } from '../../ui/leave-guard';
import { ErrorPanel, Note } from '../../ui/panels';
import { useOpenInLogs } from '../../ui/open-in-logs';
import { SearchBox } from '../../ui/search-box';
import { useCopy } from '../../ui/use-copy';
import { visibleString } from '../../ui/visible-parts';
import { useSearchState } from '../../url-state';
import css from './baselines.module.css';
import { OpenCell, matrixColumns } from './columns';
import { EmptyMatrix } from './empty-matrix';
import { type Machine, toMachines } from './machines';
import { type MatrixRow, arrange, matrixSearch, toMatrix } from './matrix';
import { MatrixSummary } from './matrix-summary';
import { monitoringOf } from './monitored';
import { AddButton, MonitoringBand, useMonitorKey } from './monitoring-band';
import { valuesQuery } from './queries';
import { SettingCards } from './setting-cards';
import { useExpectations } from './use-expectations';

const ExpectationsPane = lazy(() =>
  import('./expectations-pane').then((module) => ({ default: module.ExpectationsPane })),
);
const MachinePane = lazy(() => import('./machine-pane').then((module) => ({ default: module.MachinePane })));

const { key } = netlogonBaseline;
const noMachines: readonly Machine[] = [];
const rowKey = ({ machine }: MatrixRow) => machine.id;
const rowLabel = ({ machine, drift }: MatrixRow) => visibleString(`${machine.name}, ${drift} not as expected`);
/** Rows shown as skeletons until the servers are known. */
const skeletonRows = 8;

/** Baselines: which servers have the registry values the workspace expects, as a matrix of servers and settings. */
export const Component = () => {
  const workspace = useCurrentWorkspace();
  const { asOf, fresh, zone } = usePageWindow();
  const [view, update] = useSearchState(matrixSearch);
  const [active, setActive] = useState(-1);
  const { note, copy } = useCopy();
  const openInLogs = useOpenInLogs();
  const expectations = useExpectations(workspace);
  const configuration = useQuery(configurationQuery(workspace));
  const mayMonitor = useAccess(
    workspace.id,
    'Microsoft.OperationalInsights/workspaces/dataSources/write',
    'Changing what is monitored',
  );
  const maySave = useAccess(
    workspace.id,
    'Microsoft.OperationalInsights/workspaces/savedSearches/write',
    'Changing what is expected',
  );
  const add = useMonitorKey(workspace, configuration.data);
  const monitoring = useMemo(() => configuration.data && monitoringOf(configuration.data, key), [configuration.data]);
  const watched = monitoring?.state === 'on' ? monitoring.watched : 'all';

  const query = useQuery(valuesQuery(workspace.customerId, key, { asOf, fresh }));
  const { servers, inventory, changes } = query.data ?? {};
  const failed = [servers, inventory, changes].find((part) => part?.ok === false);
  const partial = [servers, inventory, changes].find((part) => part?.ok && part.partial);
  const machines = useMemo(
    () =>
      servers?.ok && inventory?.ok && changes?.ok ? toMachines(servers.rows, inventory.rows, changes.rows) : noMachines,
    [servers, inventory, changes],
  );
  const isKnown = servers?.ok === true && inventory?.ok === true && changes?.ok === true && expectations.isKnown;
  const isPending = query.isPending || (!expectations.isKnown && !expectations.error);
  const expected = expectations.shown;
  const rows = useMemo(() => toMatrix(machines, netlogonSettings, expected, watched), [machines, expected, watched]);
  const collected = machines.some(({ collectedAt, values }) => collectedAt !== null || values.size > 0);
  const { find, drift, sort, dir } = view;
  const shown = useMemo(
    () => (collected ? arrange(rows, { find, drift, sort, dir }) : []),
    [rows, collected, find, drift, sort, dir],
  );
  const rowAt = useCallback((index: number) => shown[index], [shown]);
  const columns = useMemo(() => matrixColumns(netlogonSettings, expected), [expected]);
  const tableView = useTableView('baselines', columns);

  const open = useCallback(
    (machine: string, setting: string) => update({ machine, setting, expected: false }),
    [update],
  );
  const reorder = (id: string) =>
    update({ sort: id, dir: id === sort ? (dir === 'asc' ? 'desc' : 'asc') : id === 'name' ? 'asc' : 'desc' });
  const opened = view.machine === '' ? undefined : rows.find(({ machine }) => machine.id === view.machine);
  const kql = () => driftKql(key, netlogonSettings, expected);

  const commands: readonly Command[] = [
    { id: 'refresh', label: 'Refresh', icon: <ArrowClockwiseRegular />, onClick: refreshAll },
    {
      id: 'expected',
      label: 'Expected values',
      icon: <EditRegular />,
      isOpen: view.expected,
      onClick: () => update({ expected: !view.expected, machine: '', setting: '' }),
    },
    {
      id: 'logs',
      label: 'Open in Logs',
      icon: <DocumentSearchRegular />,
      onClick: () => openInLogs({ kql: kql(), range: relativeRange(longestRange).text }),
    },
    { id: 'kql', label: 'Copy KQL', icon: <CopyRegular />, onClick: () => void copy(kql(), 'KQL') },
  ];

  return (
    <OpenCell value={open}>
      <LeaveGuard isDirty={expectations.edited.length > 0} />
      <div className={`${page.page} ${css.page}`}>
        <PageHeader
          title="Baselines"
          tabTitle={`Baselines, ${workspace.workspaceName}`}
          subtitle={`${netlogonBaseline.title}, ${workspace.workspaceName}`}
          commands={
            <>
              <CommandBar commands={commands} />
              <span className={css.asOf}>
                <span role="status">{note}</span>
                <span className="numbers">as of {formatTime(asOf, zone)}</span>
              </span>
            </>
          }
        />
        {configuration.isError && (
          <ErrorPanel
            compact
            title="What the workspace monitors could not be loaded."
            error={configuration.error}
            onRetry={() => void configuration.refetch()}
          />
        )}
        <MonitoringBand workspace={workspace} monitoring={monitoring} access={mayMonitor} add={add} />
        {expectations.error !== null && (
          <ErrorPanel
            compact={expectations.isKnown}
            title="The expected values could not be loaded."
            error={expectations.error}
            onRetry={() => void expectations.retry()}
          />
        )}
        {expectations.edited.length > 0 && !view.expected && (
          <Note kind="info">
            Expectations are edited and not saved: {expectations.edited.join(', ')}. Open &ldquo;Expected values&rdquo;
            to save or discard them.
          </Note>
        )}
        {(query.error !== null || failed) && (
          <ErrorPanel
            compact={isKnown}
            title={isKnown ? 'The values could not be refreshed.' : 'The values could not be loaded.'}
            error={query.error ?? (failed?.ok === false ? failed.error : undefined)}
            onRetry={() => void query.refetch()}
          />
        )}
        {partial?.ok && partial.partial && (
          <Note kind="warning">This matrix is incomplete: {partial.partial.message}</Note>
        )}
        {isKnown && collected && (
          <SettingCards
            settings={netlogonSettings}
            expected={expected}
            rows={rows}
            sorted={sort}
            onSort={(name) => update({ sort: name, dir: 'desc' })}
          />
        )}
        {(isKnown || isPending) && (
          <div className={css.matrix}>
            <TableToolbar
              summary={
                <>
                  {isKnown && collected && <MatrixSummary rows={rows} shown={shown.length} />}
                  <ColumnMenu view={tableView} />
                </>
              }
            >
              <SearchBox label="Search servers" value={find} onSearch={(next) => update({ find: next })} />
              <Switch label="Only drift" checked={drift} onChange={(_, { checked }) => update({ drift: checked })} />
            </TableToolbar>
            <VirtualTable
              label="Baseline"
              view={tableView}
              keepsElements
              total={isPending ? skeletonRows : shown.length}
              rowAt={rowAt}
              rowKey={rowKey}
              rowLabel={rowLabel}
              sort={{ id: sort, desc: dir === 'desc' }}
              onSort={reorder}
              active={Math.min(active, shown.length - 1)}
              onActive={setActive}
              onOpen={(index) => {
                const row = shown[index];
                if (row) open(row.machine.id, '');
              }}
              onEscape={() => setActive(-1)}
              busy={isPending}
              empty={
                <EmptyMatrix
                  servers={machines.length}
                  collected={collected}
                  monitored={monitoring?.state === 'on'}
                  add={monitoring && <AddButton monitoring={monitoring} access={mayMonitor} add={add} primary />}
                  onlyDrift={drift}
                  onShowAll={() => update({ drift: false, find: '' })}
                />
              }
            />
          </div>
        )}
        <Suspense fallback={null}>
          {view.expected && (
            <ExpectationsPane state={expectations} access={maySave} onClose={() => update({ expected: false })} />
          )}
          {opened && !view.expected && (
            <MachinePane
              key={`${opened.machine.id} ${view.setting}`}
              row={opened}
              settings={netlogonSettings}
              expected={expected}
              watched={watched}
              first={view.setting}
              zone={zone}
              asOf={asOf}
              onClose={() => update({ machine: '', setting: '' })}
            />
          )}
        </Suspense>
      </div>
    </OpenCell>
  );
};
