import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { configurationQuery } from '../../api/configuration';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { NotFoundPage } from '../../layout/error-pages';
import { paths } from '../../paths';
import { ColumnMenu } from '../../table/column-menu';
import { useRowSelection } from '../../table/row-selection';
import { SelectionSummary } from '../../table/selection-summary';
import { TableToolbar } from '../../table/table-toolbar';
import { useTableView } from '../../table/use-table-view';
import { VirtualTable, type VirtualTableHandle } from '../../table/virtual-table';
import { Count } from '../../ui/count';
import { EmptyPanel, ErrorPanel, Note } from '../../ui/panels';
import { SearchBox } from '../../ui/search-box';
import { useCopy } from '../../ui/use-copy';
import { visibleString } from '../../ui/visible-parts';
import { VisibleText } from '../../ui/visible-text';
import { WithReason } from '../../ui/with-reason';
import { useSearchState } from '../../url-state';
import { type BulkAction, BulkDialog } from './bulk-dialog';
import { GroupChips } from './group-chips';
import { ItemCells, itemColumns } from './item-columns';
import { type Item, arrangeItems, cellText, itemSorts, itemsOf, itemsSearch, otherConfiguration } from './items';
import { OtherConfiguration } from './other-configuration';
import css from './settings.module.css';
import { useSettings } from './settings-context';
import { type ItemTab, findItemTab } from './tabs';
import { useToggles } from './use-toggles';

const rowKey = ({ dataSource }: Item) => dataSource.name;
const rowLabel = (item: Item) => visibleString(item.entity.path);
const tsv = (items: readonly Item[]) =>
  items
    .map((item) =>
      (['group', 'enabled', 'path', 'recursive', 'name'] as const).map((id) => cellText(item, id)).join('\t'),
    )
    .join('\n');

/** Rows shown as skeletons until the configuration is known. */
const skeletonRows = 8;

const ItemsTab = ({ tab }: { readonly tab: NonNullable<ReturnType<typeof findItemTab>> }) => {
  const workspace = useCurrentWorkspace();
  const { access } = useSettings();
  const navigate = useNavigate();
  const { search } = useLocation();
  const [state, update] = useSearchState(itemsSearch);
  const { find, group, sort, dir } = state;
  const [active, setActive] = useState(-1);
  const [bulk, setBulk] = useState<BulkAction>();
  const table = useRef<VirtualTableHandle>(null);
  const selection = useRowSelection<Item>();
  const { note, copy } = useCopy();
  const { pending, toggle, failure, dismiss } = useToggles();
  const { data, error, isPending, refetch } = useQuery(configurationQuery(workspace));

  const items = useMemo(
    () => itemsOf(data ?? [], pending).filter(({ entity }) => entity.kind === tab.kind),
    [data, pending, tab.kind],
  );
  const shown = useMemo(() => arrangeItems(items, tab.kind, state), [items, tab.kind, state]);
  const others = useMemo(() => otherConfiguration(data ?? []), [data]);
  const rowAt = useCallback((index: number) => shown[index], [shown]);
  const addressOf = useCallback(
    ({ dataSource }: Item) => paths.setting(workspace, tab.id, dataSource.name) + search,
    [workspace, tab.id, search],
  );
  const cells = useMemo(() => ({ addressOf, toggle }), [addressOf, toggle]);
  const view = useTableView(`settings-${tab.id}`, itemColumns[tab.kind]);
  const open = (item: Item) => void navigate(addressOf(item));
  const chosen = items.filter((item) => selection.rows.has(rowKey(item)));
  const reorder = (id: string) => {
    const next = itemSorts.find((known) => known === id);
    if (next) update({ sort: next, dir: next === sort && dir === 'asc' ? 'desc' : 'asc' });
  };
  const ask = (kind: BulkAction['kind'], of: readonly Item[]) => setBulk({ kind, items: of });

  return (
    <ItemCells value={cells}>
      <div className={css.list}>
        <TableToolbar
          summary={
            <>
              <span role="status">{selection.rows.size > 0 ? '' : note}</span>
              {isPending ? (
                'Loading'
              ) : (
                <span>
                  <Count value={shown.length} />
                  {shown.length < items.length && (
                    <>
                      {' '}
                      of <Count value={items.length} />
                    </>
                  )}{' '}
                  {items.length === 1 ? 'item' : 'items'}
                </span>
              )}
              <ColumnMenu view={view} />
            </>
          }
          selected={
            selection.rows.size > 0 && (
              <SelectionSummary selection={selection} note={note} onEnd={() => table.current?.focus()}>
                {(['enable', 'disable', 'delete'] as const).map((kind) => (
                  <WithReason key={kind} access={access}>
                    <Button
                      size="small"
                      appearance="subtle"
                      disabled={!access.allowed}
                      onClick={() => ask(kind, chosen)}
                    >
                      {bulkWords[kind]}
                    </Button>
                  </WithReason>
                ))}
              </SelectionSummary>
            )
          }
        >
          <SearchBox
            label="Search items"
            value={find}
            onSearch={(next) => update({ find: next })}
            onLeave={() => table.current?.focus()}
          />
          <GroupChips items={items} chosen={group} onChoose={(next) => update({ group: [...next] })} />
        </TableToolbar>
        {failure && (
          <Note
            kind="warning"
            action={
              <Button size="small" appearance="subtle" onClick={dismiss}>
                Dismiss
              </Button>
            }
          >
            <VisibleText text={failure.path} /> stays as it was: {failure.message}
          </Note>
        )}
        {error && (
          <ErrorPanel
            compact={data !== undefined}
            title={data ? 'The settings could not be refreshed' : 'The settings could not be loaded'}
            error={error}
            onRetry={() => void refetch()}
          />
        )}
        {(data ?? isPending) && (
          <VirtualTable
            label={tab.title}
            view={view}
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
              const item = shown[index];
              if (item) open(item);
            }}
            onEscape={() => setActive(-1)}
            selection={selection}
            onCopy={(rows) => void copy(tsv(rows), rows.length === 1 ? 'Item' : `${rows.length} items`)}
            rowActions={(item) => [
              { label: access.allowed ? 'Edit' : 'Open', onSelect: () => open(item) },
              ...(access.allowed
                ? [
                    {
                      label: item.enabled ? 'Disable' : 'Enable',
                      onSelect: () => toggle(item, !item.enabled),
                    },
                    { label: 'Delete', onSelect: () => ask('delete', [item]) },
                  ]
                : []),
              { label: 'Copy path', onSelect: () => void copy(item.entity.path, 'Path') },
            ]}
            handle={table}
            busy={isPending}
            empty={
              items.length > 0 ? (
                <EmptyPanel
                  title="No results"
                  action={
                    <Button size="small" onClick={() => update({ find: '', group: [] })}>
                      Show all {items.length}
                    </Button>
                  }
                >
                  No item of this tab has this text and group.
                </EmptyPanel>
              ) : (
                <EmptyPanel
                  title="No results"
                  action={
                    <WithReason access={access}>
                      <Button
                        size="small"
                        disabled={!access.allowed}
                        onClick={() => void navigate(paths.newSetting(workspace, tab.id) + search)}
                      >
                        Add a {tab.one}
                      </Button>
                    </WithReason>
                  }
                >
                  Nothing of this kind is monitored in this workspace. Add what should be, or enable the recommended
                  settings.
                </EmptyPanel>
              )
            }
          />
        )}
        <OtherConfiguration items={others} />
      </div>
      {bulk && (
        <BulkDialog
          action={bulk}
          onClose={(ok) => {
            setBulk(undefined);
            if (ok) selection.clear();
          }}
        />
      )}
      <Outlet />
    </ItemCells>
  );
};

const bulkWords = { enable: 'Enable', disable: 'Disable', delete: 'Delete' } as const;

/** One of the three tabs that list items. */
export const Component = () => {
  const tab = findItemTab(useParams()['tab']);
  // Selection and active row belong to one tab.
  return tab ? <ItemsTab key={tab.id satisfies ItemTab} tab={tab} /> : <NotFoundPage />;
};
