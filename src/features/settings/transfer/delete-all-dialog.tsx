import { Button, DialogActions, DialogContent } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { diffConfigurations } from '#core/fim/configuration-diff';
import { configurationQuery } from '../../../api/configuration';
import { useCurrentWorkspace } from '../../../api/current-workspace';
import { type KqlQuery, workspaceQuery } from '../../../api/workspace-query';
import { resolvePreset } from '../../../time-range/range';
import { ErrorPanel, Note } from '../../../ui/panels';
import { Skeleton } from '../../../ui/skeleton';
import { useSettings } from '../settings-context';
import { DryRun } from './dry-run';
import { TransferDialog } from './transfer-dialog';
import css from './transfer.module.css';

const columns = { Servers: 'number' } as const;

/** The servers of the workspace (design: a heartbeat in the last 30 days): those that stop watching. */
const reportingQuery = (now: number): KqlQuery<typeof columns> => ({
  kql: 'Heartbeat\n| summarize Servers = dcount(SourceComputerId)',
  columns,
  range: resolvePreset('P30D', now),
});

/** Deletes every setting of the workspace, after a look at each and, where servers report, its typed name. */
export const DeleteAllDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const workspace = useCurrentWorkspace();
  const { access } = useSettings();
  const [openedAt] = useState(Date.now);
  const configuration = useQuery(configurationQuery(workspace));
  const reporting = useQuery(
    workspaceQuery(workspace.customerId, reportingQuery(openedAt), { start: openedAt, end: openedAt }),
  );
  const differences = useMemo(
    () =>
      configuration.data &&
      diffConfigurations(
        configuration.data.map(({ dataSource }) => dataSource),
        [],
      ),
    [configuration.data],
  );
  const title = `Delete all settings of ${workspace.workspaceName}`;
  const servers = reporting.data?.rows[0]?.Servers ?? undefined;

  if (!differences || reporting.isPending) {
    return (
      <TransferDialog title={title} onClose={onClose}>
        <DialogContent className={css.content}>
          {configuration.error ? (
            <ErrorPanel
              title="The settings could not be loaded"
              error={configuration.error}
              onRetry={() => void configuration.refetch()}
            />
          ) : (
            <Skeleton width="100%" height={160} />
          )}
        </DialogContent>
        <DialogActions fluid className={css.actions}>
          <Button onClick={onClose}>Cancel</Button>
        </DialogActions>
      </TransferDialog>
    );
  }
  return (
    <TransferDialog title={title} onClose={onClose}>
      <DryRun
        target={workspace}
        differences={differences}
        removesRest
        access={access}
        verb="Delete"
        noun={['entry', 'entries']}
        doneText={(summary) => `Settings deleted: ${summary}.`}
        // Where the number is not known, the careful way is taken.
        {...(servers !== 0 && { confirm: workspace.workspaceName })}
        onClose={onClose}
      >
        <p className={css.lead}>
          Agents stop watching what is deleted within a minute. Changes recorded so far stay. Export the settings first
          to keep them in a file.
        </p>
        {servers !== 0 && (
          <Note kind="warning">
            {servers === undefined
              ? 'Whether servers report to this workspace could not be found out.'
              : `${servers} ${servers === 1 ? 'server reports' : 'servers report'} to this workspace.`}
          </Note>
        )}
      </DryRun>
    </TransferDialog>
  );
};
