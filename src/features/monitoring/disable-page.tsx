import { Button, Field, Input } from '@fluentui/react-components';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { solutionName } from '#core/contract/solution-name';
import { useAccess } from '../../api/access';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { workspaceQuery } from '../../api/workspace-query';
import { solutionQuery } from '../../api/workspaces';
import { PageHeader } from '../../layout/page-header';
import page from '../../layout/page.module.css';
import { paths } from '../../paths';
import { ErrorPanel, Note } from '../../ui/panels';
import { Skeleton } from '../../ui/skeleton';
import { WithReason } from '../../ui/with-reason';
import { disableAndWait } from './disabling';
import css from './monitoring.module.css';
import { serverCountsQuery } from './server-counts';

/** A server that was heard from within this time still reports, ms. */
const reporting = 24 * 3_600_000;

/** Turning FIM off: what goes, what stays, and a moment to think where servers report. */
export const Component = () => {
  const workspace = useCurrentWorkspace();
  const name = workspace.workspaceName;
  const navigate = useNavigate();
  const [openedAt] = useState(Date.now);
  const [typed, setTyped] = useState('');
  const counts = useQuery(
    workspaceQuery(workspace.customerId, serverCountsQuery(openedAt), { start: openedAt, end: openedAt }),
  );
  const solution = useQuery(solutionQuery(workspace));
  const access = useAccess(workspace.id, 'Microsoft.OperationsManagement/solutions/delete', 'Disabling it');
  const disable = useMutation({
    mutationFn: () => disableAndWait(workspace),
    onSuccess: () => void navigate(paths.workspaces()),
  });

  // Where the number is not known, the careful way is taken.
  const servers = counts.data?.rows
    .filter(({ LastHeartbeat }) => LastHeartbeat !== null && openedAt - LastHeartbeat < reporting)
    .reduce((sum, row) => sum + (row.Servers ?? 0), 0);
  const asksName = servers === undefined || servers > 0;
  const isOff = solution.data !== undefined && solution.data.provisioningState === undefined;
  const isReady = access.allowed && !counts.isPending && (!asksName || typed.trim() === name) && !disable.isPending;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isReady) disable.mutate();
  };

  return (
    <div className={page.page}>
      <PageHeader title="Disable file integrity monitoring" tabTitle={`Disable, ${name}`} subtitle={name} />
      {isOff && !disable.isPending ? (
        <div className={css.form}>
          <Note kind="info" action={<Link to={paths.enable(workspace)}>Enable it</Link>}>
            File integrity monitoring is not enabled on <strong>{name}</strong>.
          </Note>
        </div>
      ) : (
        <form className={css.form} onSubmit={submit}>
          {!access.allowed && <Note kind="info">{access.reason}</Note>}
          <h2 className={css.sectionTitle}>What is removed</h2>
          <p>
            The solution <span className="mono">{solutionName(name)}</span> is removed from the workspace{' '}
            <strong>{name}</strong>. Agents stop looking for changes; what changes from then on is not recorded, and
            cannot be found out later.
          </p>
          <h2 className={css.sectionTitle}>What stays</h2>
          <ul className={css.list}>
            <li>
              Rows collected so far, until the workspace&apos;s retention ends
              {workspace.retentionInDays === undefined
                ? ''
                : ` (${workspace.retentionInDays} days after each was collected)`}
              .
            </li>
            <li>The settings of what is monitored, for when it is enabled again.</li>
            <li>The agents themselves and their heartbeats.</li>
          </ul>
          {counts.isPending ? (
            <Skeleton width="100%" height={56} />
          ) : (
            asksName && (
              <>
                <Note kind="warning">
                  {servers === undefined
                    ? 'Whether servers report to this workspace could not be found out.'
                    : `${servers} ${servers === 1 ? 'server reports' : 'servers report'} to this workspace.`}
                </Note>
                <Field label={`Type ${name} to confirm`}>
                  <Input
                    value={typed}
                    autoComplete="off"
                    spellCheck={false}
                    onChange={(_, data) => setTyped(data.value)}
                  />
                </Field>
              </>
            )
          )}
          {disable.isError && <ErrorPanel compact title="It could not be disabled" error={disable.error} />}
          <div className={css.buttons}>
            <WithReason access={access}>
              <Button type="submit" appearance="primary" disabled={!isReady}>
                {disable.isPending ? 'Removing' : 'Remove'}
              </Button>
            </WithReason>
            <Button onClick={() => void navigate(paths.servers(workspace))}>Cancel</Button>
            <span aria-live="polite" className="muted">
              {disable.isPending ? 'The workspace list opens when the solution is gone.' : ''}
            </span>
          </div>
        </form>
      )}
    </div>
  );
};
