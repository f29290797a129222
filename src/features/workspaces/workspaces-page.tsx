import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import { refreshAll } from '../../api/refresh';
import { PageHeader } from '../../layout/page-header';
import page from '../../layout/page.module.css';
import { useSearchState } from '../../url-state';
import { formatTime } from '../../time-range/zone';
import { usePageWindow } from '../../time-range/page-window';
import { EmptyPanel, ErrorPanel } from '../../ui/panels';
import { SearchBox } from '../../ui/search-box';
import { arrangeRows, listSearch } from './order';
import { useWorkspaceRows } from './rows';
import { WorkspaceTable } from './workspace-table';
import css from './workspaces.module.css';

export const Component = () => {
  const [search, update] = useSearchState(listSearch);
  const { rows, loading, failures } = useWorkspaceRows();
  const { asOf, zone } = usePageWindow();
  const arranged = arrangeRows(rows, search);
  const [failure] = failures;

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
        <ErrorPanel title={`${failure.what} could not be loaded.`} error={failure.error} onRetry={failure.retry} />
      ) : (
        <>
          {failures.map(({ what, error, retry }) => (
            <ErrorPanel key={what} compact title={`${what} could not be loaded.`} error={error} onRetry={retry} />
          ))}
          <div className={css.tools}>
            <SearchBox label="Search workspaces" value={search.q} onSearch={(q) => update({ q })} />
            <span className={css.asOf}>
              {search.q === '' ? null : `${arranged.length} of ${rows.length} workspaces. `}
              Changes of the last 7 days, as of {formatTime(asOf, zone)}
            </span>
          </div>
          {loading || arranged.length > 0 ? (
            <WorkspaceTable
              rows={arranged}
              loading={loading}
              search={search}
              onSort={(sort, dir) => update({ sort, dir })}
            />
          ) : rows.length > 0 ? (
            <EmptyPanel
              title={`No workspace matches "${search.q}".`}
              action={<Button onClick={() => update({ q: '' })}>Clear search</Button>}
            />
          ) : (
            <EmptyPanel title="There are no workspaces here.">
              You may lack access: reading a workspace needs the role Reader on it or on its subscription.
            </EmptyPanel>
          )}
        </>
      )}
    </div>
  );
};
