import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular, ChevronDownRegular } from '@fluentui/react-icons';
import { Suspense, lazy, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { currentConnection, subscribeToConnection } from '../../api/connection';
import { refreshAll } from '../../api/refresh';
import { queryClient } from '../../api/query-client';
import type { Workspace } from '../../api/workspaces';
import { LinkNote } from '../../layout/link-note';
import { PageHeader } from '../../layout/page-header';
import page from '../../layout/page.module.css';
import { useSearchState } from '../../url-state';
import { usePageWindow } from '../../time-range/page-window';
import { EmptyPanel, ErrorPanel, Note } from '../../ui/panels';
import { visibleString } from '../../ui/visible-parts';
import { SearchBox } from '../../ui/search-box';
import { asOfText } from './count-sums';
import { countsQuery } from './counts';
import { FilterChips } from './filter-chips';
import { arrangeRows, facetLabel, facetNames, facets, listSearch } from './order';
import type { WorkspaceRow } from './row';
import { type ListFailure, useWorkspaceRows } from './rows';
import { WorkspaceTable } from './workspace-table';
import css from './workspaces.module.css';

const FilterMenus = lazy(() => import('./filter-menus'));
const noFacets = { subscription: [], location: [], status: [] };

/** Holds the place of the menus until they and the rows they count are there. */
const MenusFallback = () =>
  facets.map((facet) => (
    <Button key={facet} size="small" icon={<ChevronDownRegular />} iconPosition="after" disabled>
      {facetNames[facet]}
    </Button>
  ));

const retryCounts = ({ customerId }: Workspace) =>
  void queryClient.refetchQueries({ queryKey: countsQuery(customerId).queryKey });

/** What failed, as one: with a server that is down it is every part of the list. `verb`: "be loaded". */
const Failures = ({ failures, verb }: { readonly failures: readonly ListFailure[]; readonly verb: string }) => {
  const [first, ...others] = failures;
  if (!first) return null;
  const more = others.length === 0 ? '' : ` and ${others.length} more ${others.length === 1 ? 'list' : 'lists'}`;
  return (
    <ErrorPanel
      compact
      title={visibleString(`${first.what}${more} could not ${verb}`)}
      error={first.error}
      onRetry={() => {
        for (const { retry } of failures) retry();
      }}
    />
  );
};

/** To the first row. */
const enter = (list: HTMLElement | null) => list?.querySelector<HTMLElement>('tbody a')?.focus();

export const Component = () => {
  const [search, update] = useSearchState(listSearch);
  const { zone, asOf: pageAsOf } = usePageWindow();
  const arrange = (all: readonly WorkspaceRow[]) => arrangeRows(all, search);
  const { rows, loading, failures, subscriptions } = useWorkspaceRows(arrange);
  const arranged = arrange(rows);
  const [failure] = failures;
  const missing = failures.filter(({ kept }) => !kept);
  const kept = failures.filter((one) => one.kept);
  // The band over the page says that nothing on it is new.
  const isOffline =
    useSyncExternalStore(subscribeToConnection, currentConnection, currentConnection).state === 'offline';
  const list = useRef<HTMLDivElement>(null);
  // Entered once it is the list of what was typed: rows that have the focus must not go again.
  const entersWith = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (entersWith.current === search.q) enter(list.current);
    entersWith.current = undefined;
  }, [search.q]);
  // Rows may have been asked for at different moments: all of them hold up to the earliest.
  const asOf = rows.reduce((first, { counts }) => (counts?.ok ? Math.min(first, counts.counts.asOf) : first), pageAsOf);
  const chips = facets.flatMap((facet) =>
    search[facet].map((value) => ({
      key: `${facet} ${value}`,
      field: facetNames[facet],
      value: facetLabel(rows, facet, value),
      // Two pressed quickly: the second finds the list without the first.
      onRemove: () => update((latest) => ({ [facet]: latest[facet].filter((other) => other !== value) })),
    })),
  );
  const wanted = search.q.trim();
  const narrowed = wanted !== '' || chips.length > 0;
  const clear = () => update({ q: '', ...noFacets });

  return (
    <div className={page.page}>
      <PageHeader
        title="File integrity monitoring"
        tabTitle="Workspaces"
        subtitle="Choose a workspace to see what changed on its servers"
        commands={
          <Button appearance="subtle" icon={<ArrowClockwiseRegular />} onClick={refreshAll}>
            Refresh
          </Button>
        }
      />
      {rows.length === 0 && failure ? (
        <ErrorPanel title={`${failure.what} could not be loaded`} error={failure.error} onRetry={failure.retry} />
      ) : (
        <>
          <div className={css.notes}>
            <LinkNote schema={listSearch} />
            <Failures failures={missing} verb="be loaded" />
            {!isOffline && <Failures failures={kept} verb="be refreshed" />}
          </div>
          <div className={css.tools}>
            <SearchBox
              label="Search workspaces"
              value={search.q}
              onSearch={(q) => update({ q })}
              onLeave={(text) => {
                if (text === search.q) enter(list.current);
                else entersWith.current = text;
              }}
            />
            <div className={css.menus}>
              <Suspense fallback={<MenusFallback />}>
                {loading ? (
                  <MenusFallback />
                ) : (
                  <FilterMenus rows={rows} search={search} onChange={(facet, values) => update({ [facet]: values })} />
                )}
              </Suspense>
            </div>
            <FilterChips chips={chips} onClear={() => update(noFacets)} />
            <span className={css.asOf} role="status">
              {!narrowed ? null : `${arranged.length} of ${rows.length} workspaces. `}
              {asOfText(asOf, zone)}
            </span>
          </div>
          {arranged.some(({ counts }) => counts?.ok && counts.counts.partial) && (
            <Note kind="warning">Numbers marked * are incomplete: their queries were cut off.</Note>
          )}
          {loading || arranged.length > 0 ? (
            <WorkspaceTable
              ref={list}
              rows={arranged}
              loading={loading}
              search={search}
              zone={zone}
              onRetry={retryCounts}
              onSort={(sort, dir) => update({ sort, dir })}
            />
          ) : rows.length > 0 ? (
            <EmptyPanel
              title={
                wanted === ''
                  ? 'No workspace matches these filters.'
                  : `No workspace matches "${visibleString(wanted)}"${chips.length > 0 ? ' and these filters' : ''}.`
              }
              action={
                <Button onClick={clear}>
                  {chips.length === 0 ? 'Clear search' : wanted === '' ? 'Clear filters' : 'Clear search and filters'}
                </Button>
              }
            />
          ) : (
            <EmptyPanel
              title={subscriptions === 0 ? 'You have access to no subscription.' : 'There are no workspaces here.'}
              action={<Button onClick={refreshAll}>Refresh</Button>}
            >
              {subscriptions === 0
                ? 'Subscriptions show here once you have the role Reader on one of them, or on a workspace in it.'
                : 'You may lack access: reading a workspace needs the role Reader on it or on its subscription.'}
            </EmptyPanel>
          )}
        </>
      )}
    </div>
  );
};
