import { Button, Switch } from '@fluentui/react-components';
import { PanelLeftRegular } from '@fluentui/react-icons';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { rowAddress } from '#core/fim/change-address';
import { entityText } from '#core/fim/entity';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { ExportMenu } from '../../export/export-menu';
import { LinkNote } from '../../layout/link-note';
import { paths } from '../../paths';
import { isFiltered } from '../../filters/change-filter';
import { AllTypesSwitch } from '../../filters/all-types-switch';
import { FilterBar } from '../../filters/filter-bar';
import { useChangeFilter } from '../../filters/use-change-filter';
import { TableToolbar } from '../../table/table-toolbar';
import { useRowSelection, useSelectionOf } from '../../table/row-selection';
import { useDrawnWords } from '../../ui/drawn-words';
import { useCopy } from '../../ui/use-copy';
import { OpenInLogs, useOpenInLogs } from '../../ui/open-in-logs';
import { SearchBox } from '../../ui/search-box';
import { ColumnMenu } from '../../table/column-menu';
import { shownColumns } from '../../table/shown-columns';
import { useTableView } from '../../table/use-table-view';
import { VirtualTable, type VirtualTableHandle } from '../../table/virtual-table';
import { usePageWindow } from '../../time-range/page-window';
import { ErrorPanel, Note } from '../../ui/panels';
import { visibleString } from '../../ui/visible-parts';
import { useSearchState } from '../../url-state';
import css from './changes.module.css';
import { changesExport } from './changes-export';
import { changeColumns } from './columns';
import { FacetPanel } from './facet-panel';
import facetCss from './facets.module.css';
import { useFacetsOpen } from './use-facets-open';
import { NoChanges } from './no-changes';
import { changesKql, changesTsv, spanOf } from './copy';
import { changesSearch, isTimeSort, nextSort, sortColumn } from './search';
import { sortableRows } from './segments';
import type { DetailsOutlet } from './tab-context';
import { useActiveRow } from './use-active-row';
import { type ChangeRow, useChanges } from './use-changes';
import { isHash } from './hash-lookup';
import { HashPane } from './hash-pane';
import { listKql, logsKql } from './queries';
import { ViewsMenu } from './views-menu';
import { useChangeTerms } from './use-change-terms';
import { ChangesSummary, SelectedChanges } from './changes-summary';
import { rowActionsOf } from './row-actions';

const rowLabel = (row: ChangeRow) => visibleString(`${row.ChangeCategory} ${entityText(row)}, server ${row.Computer}`);

const countWords = (rows: readonly ChangeRow[]) => (rows.length === 1 ? 'Change' : `${rows.length} changes`);

/** The Changes tab: every change of the range, in a window; the open change is a child route. */
export const Component = () => {
  const workspace = useCurrentWorkspace();
  const pageWindow = usePageWindow();
  const { zone } = pageWindow;
  const navigate = useNavigate();
  const { search: searchString } = useLocation();
  const { rowId } = useParams();
  const [search, update] = useSearchState(changesSearch);
  const { filter, search: searchFor, clear } = useChangeFilter();
  const { sort } = search;
  const oldestFirst = sort === 'oldest';
  const collapse = search.flaps === 'collapse';

  const [atTop, setAtTop] = useState(true);
  const table = useRef<VirtualTableHandle>(null);
  const [hasActive, setHasActive] = useState(false);
  const follow = atTop && !hasActive && rowId === undefined && sort === 'newest';
  const changes = useChanges(workspace.customerId, { filter, sort, collapse }, follow);
  const { window, newCount } = changes;
  const total = window?.total ?? 0;

  const rowAt = useCallback(
    (index: number) => window?.rowAt(oldestFirst ? window.total - 1 - index : index),
    [window, oldestFirst],
  );
  const addressOf = useCallback((id: string) => paths.change(workspace, id) + searchString, [workspace, searchString]);
  const open = useCallback(
    (id: string, replace: boolean) => void navigate(addressOf(id), { replace, preventScrollReset: true }),
    [navigate, addressOf],
  );
  const follows = useCallback((id: string) => open(id, true), [open]);
  const { active, moveTo, leave, sawTop, isLocating } = useActiveRow({
    workspace: workspace.customerId,
    reading: changes.reading,
    window,
    oldestFirst,
    table,
    rowId,
    open: follows,
  });
  if (hasActive !== active >= 0) setHasActive(active >= 0);

  const onView = useCallback(
    (first: number, last: number, top: boolean) => {
      setAtTop(top);
      sawTop(table.current?.topRow() ?? 0);
      if (!window) return;
      if (oldestFirst) window.want(window.total - 1 - last, window.total - 1 - first);
      else window.want(first, last);
    },
    [window, oldestFirst, sawTop],
  );

  const close = () => {
    void navigate(paths.changes(workspace) + searchString, { preventScrollReset: true });
    table.current?.focus();
  };
  const goTo = (index: number) => {
    table.current?.showRow(index);
    moveTo(index);
  };
  const outlet: DetailsOutlet = {
    close,
    previous: active > 0 ? () => goTo(active - 1) : undefined,
    next: active >= 0 && active < total - 1 ? () => goTo(active + 1) : undefined,
  };

  // A narrowed or reversed list begins at its top.
  const listed = JSON.stringify([filter, collapse, new URLSearchParams(searchString).get('range')]);
  const shape = `${sort} ${listed}`;
  useEffect(() => {
    if (rowId === undefined) leave();
    table.current?.scrollTo(0);
    // Only another shape of the list moves the reader.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [shape]);

  // The first click finds the pane's code there, over a slow line or none.
  const isShown = window !== undefined;
  useEffect(() => {
    if (isShown) void import('./change-details').catch(() => {});
  }, [isShown]);

  const folds = changes.reading?.flaps;
  const flaps = useMemo(() => new Map((folds ?? []).map((flap) => [flap.Key, flap])), [folds]);
  const hidden = changes.reading?.hidden ?? 0;
  const columns = useMemo(() => changeColumns({ zone, addressOf, flaps }), [zone, addressOf, flaps]);
  const view = useTableView('changes', columns);
  const facets = useFacetsOpen();
  const termOf = useChangeTerms();
  const selection = useRowSelection<ChangeRow>();
  useDrawnWords();
  const { note, copy, tell } = useCopy();
  const asked = changes.reading?.asked;
  useSelectionOf(selection, JSON.stringify([listed, asked?.filter, asked?.collapse]), () => tell('Selection cleared'));
  const openInLogs = useOpenInLogs();
  const chosen = [...selection.rows.values()];
  const copyTable = (rows: readonly ChangeRow[]) => void copy(changesTsv(rows), countWords(rows));
  const openRows = (rows: readonly ChangeRow[]) => openInLogs({ kql: changesKql(rows), range: spanOf(rows) });
  const copyKql = (rows: readonly ChangeRow[]) => void copy(changesKql(rows), 'KQL');
  const lookUp = useCallback((hash: string) => update({ hash }), [update]);
  const showNew = () => {
    leave();
    table.current?.scrollTo(0);
    changes.catchUp();
  };

  return (
    <div className={css.tab}>
      <TableToolbar
        summary={
          <>
            <ChangesSummary
              total={window ? total + hidden : undefined}
              failed={!changes.isPending && !window}
              folded={changes.reading?.asked.collapse ? flaps.size : undefined}
              newCount={newCount}
              onShowNew={showNew}
              note={chosen.length > 0 ? '' : note}
            />
            <OpenInLogs query={() => ({ kql: logsKql(filter, sort) })} />
            <ViewsMenu kql={listKql({ filter, sort })} />
            <ColumnMenu view={view} />
            <ExportMenu
              source={changesExport(
                workspace,
                { filter, sort },
                changes.reading?.range ?? pageWindow,
                pageWindow,
                shownColumns(view),
              )}
            />
          </>
        }
        selected={
          chosen.length > 0 && (
            <SelectedChanges
              selection={selection}
              note={note}
              onCopyTable={() => copyTable(chosen)}
              onCopyKql={() => copyKql(chosen)}
              onOpenInLogs={() => openRows(chosen)}
              onEnd={() => table.current?.focus()}
            />
          )
        }
        below={<FilterBar searchShown />}
      >
        <Button
          size="small"
          appearance="subtle"
          icon={<PanelLeftRegular />}
          aria-expanded={facets.open}
          onClick={facets.toggle}
        >
          Facets
        </Button>
        <SearchBox
          label="Search changes"
          value={filter.q}
          onSearch={searchFor}
          onLeave={() => table.current?.focus()}
        />
        {isHash(filter.q.trim()) && (
          <Button size="small" onClick={() => lookUp(filter.q.trim())}>
            Find this hash everywhere
          </Button>
        )}
        <AllTypesSwitch />
        <Switch
          size="small"
          checked={collapse}
          onChange={(_, { checked }) => update({ flaps: checked ? 'collapse' : '' })}
          label={{
            children: 'Collapse flapping',
            title: 'One row for each entity that was added and removed at least twice on one server in this range',
          }}
        />
      </TableToolbar>
      <LinkNote schema={changesSearch} />
      {changes.error !== null && changes.error !== undefined && (
        <ErrorPanel
          compact={window !== undefined}
          title={window ? 'Some changes could not be loaded' : 'The changes could not be loaded'}
          error={changes.error}
          onRetry={changes.retry}
        />
      )}
      {changes.partial && <Note kind="warning">This list is incomplete: {changes.partial.message}</Note>}
      {changes.reading?.tooMany && (
        <Note kind="info">
          Shown by time: narrow to fewer than {sortableRows.toLocaleString('en-US')} changes to sort by{' '}
          {sortColumn(sort)?.column}.
        </Note>
      )}
      <div className={css.body}>
        {facets.open && (
          <aside aria-label="Facets" className={facetCss.panel}>
            {changes.reading && <FacetPanel reading={changes.reading} />}
          </aside>
        )}
        <div className={css.list}>
          {(window || changes.isPending) && (
            <VirtualTable
              label="Changes"
              view={view}
              total={window ? total : skeletonRows}
              rowAt={rowAt}
              arrivals={window}
              rowKey={rowAddress}
              rowLabel={rowLabel}
              sort={
                isTimeSort(sort) || changes.reading?.tooMany
                  ? { id: 'time', desc: !oldestFirst }
                  : { id: sortColumn(sort)?.column ?? 'time', desc: sortColumn(sort)?.desc ?? true }
              }
              onSort={(id) => {
                const next = nextSort(sort, id);
                if (next) update({ sort: next });
              }}
              selection={selection}
              onCopy={copyTable}
              rowActions={rowActionsOf({
                open: (id) => open(id, rowId !== undefined),
                copy,
                lookUp,
                openInLogs: (row) => openRows([row]),
              })}
              termOf={termOf}
              active={active}
              onActive={moveTo}
              onOpen={(index) => {
                const row = rowAt(index);
                if (row) open(rowAddress(row), rowId !== undefined);
              }}
              onEscape={() => (rowId === undefined ? leave() : close())}
              onView={onView}
              handle={table}
              busy={changes.isPending || changes.isStale || isLocating}
              empty={
                <NoChanges filtered={isFiltered(filter)} partial={changes.partial !== undefined} onClear={clear} />
              }
            />
          )}
        </div>
      </div>
      <Outlet context={outlet} />
      {search.hash !== '' && <HashPane key={search.hash} hash={search.hash} onClose={() => update({ hash: '' })} />}
    </div>
  );
};

/** Rows shown as skeletons while the length of the list is unknown. */
const skeletonRows = 12;
