import { Button } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate } from 'react-router';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { enableFim, planQuery, solutionQuery } from '../../api/workspaces';
import { PageHeader } from '../../layout/page-header';
import page from '../../layout/page.module.css';
import { paths } from '../../paths';
import { ErrorPanel } from '../../ui/panels';
import { Skeleton } from '../../ui/skeleton';
import css from './not-monitored.module.css';

/** How often the state is asked for while Azure works on it, milliseconds. */
const pollEvery = 1_000;

/** A workspace without FIM: what that means, and what can be done about it from here. */
export const Component = () => {
  const workspace = useCurrentWorkspace();
  const queryClient = useQueryClient();
  const plan = useQuery(planQuery(workspace.subscriptionId));
  const enable = useMutation({
    mutationFn: () => enableFim(workspace),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: solutionQuery(workspace).queryKey }),
  });
  const solution = useQuery({
    ...solutionQuery(workspace),
    refetchInterval: ({ state }) => (state.data?.provisioningState === 'Creating' ? pollEvery : false),
  });
  const needsPlan = plan.data === false;
  const state = solution.data?.provisioningState;
  const working = enable.isPending || state === 'Creating' || state === 'Updating';
  if (state === 'Succeeded' && !needsPlan) return <Navigate to={paths.servers(workspace)} replace />;

  return (
    <div className={page.page}>
      <PageHeader
        title={needsPlan ? 'This workspace needs another plan' : 'File integrity monitoring is off'}
        tabTitle={`${workspace.workspaceName}, not monitored`}
        subtitle={workspace.workspaceName}
      />
      <div className={css.text}>
        <p>
          File integrity monitoring records changes to system files, registry keys, software and services of every
          server connected to a workspace, so that you can tell an expected change from an attack.
        </p>
        {plan.isPending || solution.isPending ? (
          <Skeleton width="60%" />
        ) : needsPlan ? (
          <p>
            It is part of Microsoft Defender for Servers, Plan 2. The subscription of this workspace is not on that
            plan. Its owner can change the plan in the environment settings of Microsoft Defender for Cloud; this page
            follows by itself at the next refresh.
          </p>
        ) : (
          <p>
            Turning it on affects all servers connected to <strong>{workspace.workspaceName}</strong>. Collected rows
            are charged by the workspace as any data. What is monitored can be changed later.
          </p>
        )}
        {solution.isError && (
          <ErrorPanel
            compact
            title="The state could not be loaded."
            error={solution.error}
            onRetry={() => void solution.refetch()}
          />
        )}
        {enable.isError && <ErrorPanel compact title="It could not be turned on." error={enable.error} />}
        <div className={css.buttons}>
          {!needsPlan && (
            <Button
              appearance="primary"
              disabled={working || plan.isPending || solution.isPending}
              onClick={() => enable.mutate()}
            >
              {working ? 'Enabling' : 'Enable'}
            </Button>
          )}
          <Link to={paths.workspaces()}>All workspaces</Link>
        </div>
        <p aria-live="polite" className="muted">
          {working ? 'The change is on its way. The dashboard opens when it is done.' : ''}
        </p>
      </div>
    </div>
  );
};
