import { Button } from '@fluentui/react-components';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useAccess } from '../../api/access';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { type ServersPlan, serversPlanQuery, switchToPlan2 } from '../../api/plans';
import { solutionQuery, subscriptionsQuery, workspacesQuery } from '../../api/workspaces';
import { PageHeader } from '../../layout/page-header';
import page from '../../layout/page.module.css';
import { paths } from '../../paths';
import { useZone } from '../../time-range/page-window';
import { formatDay } from '../../time-range/zone';
import { ExternalLink } from '../../ui/external-link';
import { visibleString } from '../../ui/visible-parts';
import { ErrorPanel, Note } from '../../ui/panels';
import { Skeleton } from '../../ui/skeleton';
import { WithReason } from '../../ui/with-reason';
import css from './monitoring.module.css';

const pricing = 'https://azure.microsoft.com/pricing/details/defender-for-cloud/';

const plans = {
  Free: { name: 'No Defender for Servers plan', fim: false },
  P1: { name: 'Defender for Servers Plan 1', fim: false },
  P2: { name: 'Defender for Servers Plan 2', fim: true },
} as const satisfies Record<ServersPlan, { name: string; fim: boolean }>;

/** The plan of the workspace's subscription, and for who may the switch to the one that includes FIM. */
export const Component = () => {
  const workspace = useCurrentWorkspace();
  const { subscriptionId } = workspace;
  const zone = useZone();
  const plan = useQuery(serversPlanQuery(subscriptionId));
  const isOn = useQuery(solutionQuery(workspace)).data?.provisioningState === 'Succeeded';
  const siblings = useQuery(workspacesQuery(subscriptionId)).data;
  const subscription = useQuery(subscriptionsQuery).data?.find((one) => one.subscriptionId === subscriptionId);
  const name = subscription?.displayName ?? subscriptionId;
  const access = useAccess(
    `/subscriptions/${subscriptionId}`,
    'Microsoft.Security/pricings/write',
    'Changing the plan of a subscription',
  );
  const change = useMutation({ mutationFn: () => switchToPlan2(subscriptionId) });
  const current = plan.data?.plan;

  return (
    <div className={page.page}>
      <PageHeader title="Defender for Servers plan" tabTitle={`Plan, ${name}`} subtitle={`Subscription ${name}`} />
      <div className={css.form}>
        <p>
          File integrity monitoring is part of Microsoft Defender for Servers Plan 2. The plan belongs to the
          subscription <strong>{name}</strong>
          {siblings &&
            siblings.length > 0 &&
            ` and holds for all servers of its ${siblings.length === 1 ? 'workspace' : `${siblings.length} workspaces`}`}
          .
        </p>
        {plan.isPending ? (
          <Skeleton width="100%" height={96} />
        ) : plan.isError ? (
          <ErrorPanel title="The plan could not be loaded" error={plan.error} onRetry={() => void plan.refetch()} />
        ) : (
          <table className={css.plans}>
            <thead>
              <tr>
                <th scope="col">Plan</th>
                <th scope="col">File integrity monitoring</th>
                <th scope="col">This subscription</th>
              </tr>
            </thead>
            <tbody>
              {(['Free', 'P1', 'P2'] as const).map((one) => (
                <tr key={one} aria-current={one === current ? 'true' : undefined}>
                  <th scope="row">{plans[one].name}</th>
                  <td>{plans[one].fim ? 'Included' : 'Not included'}</td>
                  <td>
                    {one === current ? 'Current plan' : '-'}
                    {one === current && plan.data.since !== undefined && ` since ${formatDay(plan.data.since, zone)}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {change.isError && (
          <ErrorPanel
            compact
            title="The plan could not be changed"
            error={change.error}
            onRetry={() => change.mutate()}
          />
        )}
        <div aria-live="polite">
          {current === 'P2' && (
            <Note
              kind="info"
              action={
                isOn ? (
                  <Link to={paths.servers(workspace)}>Open the dashboard</Link>
                ) : (
                  <Link to={paths.enable(workspace)}>Enable monitoring</Link>
                )
              }
            >
              The subscription is on Plan 2: file integrity monitoring {isOn ? 'is' : 'can be'} enabled on{' '}
              <strong>{visibleString(workspace.workspaceName)}</strong>.
            </Note>
          )}
        </div>
        {current !== undefined && current !== 'P2' && (
          <>
            <Note kind="warning" action={<ExternalLink href={pricing}>Pricing</ExternalLink>}>
              Plan 2 is charged per server and hour for every server of the subscription, whether or not file integrity
              monitoring is enabled for it.
            </Note>
            {!access.allowed && <Note kind="info">{access.reason}</Note>}
            <div className={css.buttons}>
              <WithReason access={access}>
                <Button
                  appearance="primary"
                  disabled={!access.allowed || change.isPending}
                  onClick={() => change.mutate()}
                >
                  {change.isPending ? 'Switching' : `Switch ${name} to Plan 2`}
                </Button>
              </WithReason>
              <Link to={paths.workspaces()}>All workspaces</Link>
            </div>
          </>
        )}
      </div>
    </div>
  );
};
