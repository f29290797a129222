import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, type LoaderFunctionArgs, Outlet, useParams } from 'react-router';
import { CurrentWorkspaceProvider } from '../../api/current-workspace';
import { errorStatus } from '../../api/errors';
import { queryClient } from '../../api/query-client';
import { workspaceOptions } from '../../api/workspaces';
import { ListPageSkeleton } from '../../layout/page-skeletons';
import page from '../../layout/page.module.css';
import { type WorkspaceParams, paths } from '../../paths';
import { EmptyPanel, ErrorPanel } from '../../ui/panels';
import { visibleString } from '../../ui/visible-parts';

const paramsOf = (params: Readonly<Partial<Record<string, string>>>): WorkspaceParams => ({
  subscriptionId: params['subscriptionId'] ?? '',
  resourceGroup: params['resourceGroup'] ?? '',
  workspaceName: params['workspaceName'] ?? '',
});

export const loader = ({ params }: LoaderFunctionArgs) => {
  void queryClient.prefetchQuery(workspaceOptions(paramsOf(params)));
  return null;
};

/** Looks at the workspace again when a query over it answers that there is none: it may be deleted while its pages are open. */
const useVanishing = (params: WorkspaceParams) => {
  const { subscriptionId, resourceGroup, workspaceName } = params;
  useEffect(() => {
    const { queryKey } = workspaceOptions({ subscriptionId, resourceGroup, workspaceName });
    return queryClient.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'error') return;
      const asked = event.query.queryKey[0];
      if (errorStatus(event.action.error) !== 404 || (asked !== 'query' && asked !== 'arrivals')) return;
      void queryClient.invalidateQueries({ queryKey, exact: true });
      void queryClient.invalidateQueries({ queryKey: ['workspaces', subscriptionId] });
    });
  }, [subscriptionId, resourceGroup, workspaceName]);
};

/** Pages of one workspace: finds out which one the address names before any of them is shown. */
export const Component = () => {
  const params = paramsOf(useParams());
  const { data, error, refetch } = useQuery(workspaceOptions(params));
  useVanishing(params);
  if (data && errorStatus(error) !== 404) {
    return (
      <CurrentWorkspaceProvider value={data}>
        <Outlet key={data.id} />
      </CurrentWorkspaceProvider>
    );
  }
  if (!error) return <ListPageSkeleton />;
  // An address may come from anybody.
  const name = visibleString(params.workspaceName);
  return (
    <div className={page.page}>
      <title>{`${name} - FIM Console`}</title>
      <h1 className={page.title}>{errorStatus(error) === 404 ? 'Workspace not found' : `Workspace ${name}`}</h1>
      {errorStatus(error) === 404 ? (
        <EmptyPanel
          title={`There is no workspace ${name} here`}
          action={<Link to={paths.workspaces()}>All workspaces</Link>}
        >
          It may have been deleted, moved to another resource group, or be hidden from you: reading it needs the role
          Reader.
        </EmptyPanel>
      ) : (
        <ErrorPanel title="The workspace could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
    </div>
  );
};
