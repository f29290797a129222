import { Button, ProgressBar } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { itemLimits } from '#core/fim/limits';
import { useAccess } from '../../api/access';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { workspaceQuery } from '../../api/workspace-query';
import { describeError } from '../../api/errors';
import { mode } from '../../api/mode';
import { planQuery, solutionQuery } from '../../api/workspaces';
import { PageHeader } from '../../layout/page-header';
import page from '../../layout/page.module.css';
import { keepRangeSearch, paths } from '../../paths';
import { Count } from '../../ui/count';
import { ExternalLink } from '../../ui/external-link';
import { formatBytes } from '../../ui/numbers';
import { ErrorPanel, Note } from '../../ui/panels';
import { Skeleton } from '../../ui/skeleton';
import { visibleString } from '../../ui/visible-parts';
import { VisibleText } from '../../ui/visible-text';
import { WithReason } from '../../ui/with-reason';
import css from './monitoring.module.css';
import { recommendedItems } from './recommended';
import { RecommendedFolds } from './recommended-folds';
import { bytesPerMachineAndMonth, serverCountsQuery } from './server-counts';
import { useEnabling } from './use-enabling';

const learnMore = 'https://learn.microsoft.com/azure/defender-for-cloud/file-integrity-monitoring-overview';
const pricing = 'https://azure.microsoft.com/pricing/details/monitor/';

const Explanation = () => (
  <details className={css.explanation}>
    <summary>What is file integrity monitoring?</summary>
    <p>
      It records changes to system files, registry keys, software and services of every server connected to a workspace:
      what was added, modified or removed, when, and what is different now. Attackers change such things to stay on a
      machine, administrators change them for good reasons, and the record tells one from the other.
    </p>
    <p>
      An agent on each server takes a baseline of what is monitored and reports what differs from it from then on.
      Nothing is reported about the time before.
    </p>
  </details>
);

/** Enabling FIM on a workspace: what it means, what would be monitored, and the progress of the operation. */
export const Component = () => {
  const workspace = useCurrentWorkspace();
  const navigate = useNavigate();
  const { search } = useLocation();
  const [openedAt] = useState(Date.now);
  const counts = useQuery(
    workspaceQuery(workspace.customerId, serverCountsQuery(openedAt), { start: openedAt, end: openedAt }),
  );
  const plan = useQuery(planQuery(workspace.subscriptionId));
  const solution = useQuery(solutionQuery(workspace));
  const access = useAccess(workspace.id, 'Microsoft.OperationsManagement/solutions/write', 'Enabling it');
  const { phase, progress, error, chosen, setItems, run, finish, budget } = useEnabling(workspace);

  const serversOf = (system: 'Windows' | 'Linux') =>
    counts.data?.rows.filter(({ OSType }) => OSType === system).reduce((sum, row) => sum + (row.Servers ?? 0), 0);
  const servers = counts.data?.rows.reduce((sum, row) => sum + (row.Servers ?? 0), 0);
  const states = [...progress.values()];
  const applied = states.filter(({ state }) => state === 'applied').length;
  const failures = [...progress].flatMap(([name, state]) => (state.state === 'failed' ? [[name, state] as const] : []));
  const failed = failures.length;
  const isRunning = phase === 'enabling' || phase === 'applying';
  const dashboard = paths.servers(workspace) + keepRangeSearch(search);
  const open = () => {
    finish();
    void navigate(dashboard);
  };

  return (
    <div className={page.page}>
      <PageHeader
        title="Enable file integrity monitoring"
        tabTitle={`Enable, ${workspace.workspaceName}`}
        subtitle={workspace.workspaceName}
      />
      <div className={css.form}>
        <Explanation />
        <Note kind="info">
          Enabling affects all servers connected to the workspace{' '}
          <strong>{visibleString(workspace.workspaceName)}</strong>.
        </Note>
        {phase === 'choosing' && solution.data?.provisioningState === 'Succeeded' && (
          <Note kind="info" action={<Link to={paths.settings(workspace, 'linux-files')}>Settings</Link>}>
            It is enabled already. Enabling again adds the chosen settings that are missing and puts back those that
            were changed.
          </Note>
        )}
        {plan.data === false && (
          <Note kind="warning" action={<Link to={paths.plan(workspace)}>Show the plan</Link>}>
            The subscription is not on Defender for Servers Plan 2, which includes file integrity monitoring.
          </Note>
        )}
        {!access.allowed && <Note kind="info">{access.reason}</Note>}
        <div className={css.figures}>
          {(['Windows', 'Linux'] as const).map((system) => (
            <dl key={system} className={css.figure}>
              <dt>{system} servers</dt>
              <dd>
                {counts.isPending ? (
                  <Skeleton width="40px" height={24} />
                ) : (
                  <Count value={serversOf(system)} reason="Could not be loaded" />
                )}
              </dd>
            </dl>
          ))}
          <div className={css.learn}>
            <ExternalLink href={learnMore}>Learn more about file integrity monitoring</ExternalLink>
          </div>
        </div>

        <div className={css.settings}>
          <h2 className={css.sectionTitle}>Recommended settings</h2>
          <RecommendedFolds
            chosen={chosen}
            progress={progress}
            onChoose={phase === 'choosing' && access.allowed ? setItems : undefined}
          />
          <p className="muted numbers">
            {budget.files} of {itemLimits.files} files and {budget.registry} of {itemLimits.registry} registry keys that
            a configuration may have.
          </p>
        </div>

        <Note kind="info" action={<ExternalLink href={pricing}>Pricing</ExternalLink>}>
          {mode === 'self-hosted'
            ? 'The agents upload data to this server. In Azure it would be charged like any other data of a workspace.'
            : 'The agents upload data to the workspace, which is charged like any other data there.'}
          {servers !== undefined &&
            servers > 0 &&
            ` Expect about ${formatBytes(servers * bytesPerMachineAndMonth)} a month for ${servers} ${servers === 1 ? 'server' : 'servers'} (40 MB each, Microsoft's figure for Change Tracking).`}
        </Note>
        <p className="muted">
          What is monitored can be changed later in the settings. The Change Tracking solution is added to the
          workspace.
        </p>

        {error !== undefined && <ErrorPanel compact title="It could not be enabled" error={error} onRetry={run} />}
        <div aria-live="polite" className={css.outcome}>
          {isRunning && (
            <>
              <ProgressBar value={phase === 'applying' ? applied / Math.max(1, progress.size) : undefined} />
              <p>
                {phase === 'enabling'
                  ? 'Adding the Change Tracking solution to the workspace.'
                  : `Applying the settings: ${applied} of ${progress.size}.`}{' '}
                You may leave or reload this page; it goes on where it was when you come back in this tab.
              </p>
            </>
          )}
          {phase === 'done' && (
            <Note kind={failed > 0 ? 'warning' : 'info'}>
              {failed > 0 ? (
                <>
                  <strong>
                    Enabled, but {failed} of {progress.size} settings could not be applied.
                  </strong>{' '}
                  The others are in effect. Try the failed ones again, or leave them out: they can be added in the
                  settings at any time.
                  <ul className={css.list}>
                    {failures.map(([name, state]) => (
                      <li key={name}>
                        <span className="mono">
                          <VisibleText text={recommendedItems.find((item) => item.name === name)?.path ?? name} />
                        </span>
                        : {describeError(state.error).message}
                      </li>
                    ))}
                  </ul>
                </>
              ) : (
                <>
                  <strong>File integrity monitoring is on.</strong> {applied} settings are in effect. Agents take them
                  up within a minute, make their baseline and report changes from then on.
                </>
              )}
            </Note>
          )}
        </div>
        <div className={css.buttons}>
          {phase === 'done' ? (
            <>
              {failed > 0 && (
                <Button appearance="primary" onClick={run}>
                  Retry {failed} failed
                </Button>
              )}
              <Button appearance={failed > 0 ? 'secondary' : 'primary'} onClick={open}>
                {failed > 0 ? 'Leave them out and open the dashboard' : 'Open the dashboard'}
              </Button>
            </>
          ) : (
            <WithReason access={access}>
              <Button appearance="primary" disabled={isRunning || !access.allowed} onClick={run}>
                {isRunning ? 'Enabling' : 'Enable file integrity monitoring'}
              </Button>
            </WithReason>
          )}
          <Link to={paths.workspaces()}>All workspaces</Link>
        </div>
      </div>
    </div>
  );
};
