import { Button } from '@fluentui/react-components';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { netlogonBaseline } from '#core/fim/netlogon-baseline';
import type { Access } from '../../api/access';
import type { ConfigurationItem } from '../../api/configuration';
import { refreshConfiguration } from '../../api/configuration';
import { errorStatus } from '../../api/errors';
import { type Workspace, solutionQuery } from '../../api/workspaces';
import { paths } from '../../paths';
import { CopyButton } from '../../ui/copy-button';
import { Glyph } from '../../ui/glyph';
import { ErrorPanel, Note } from '../../ui/panels';
import { PathText } from '../../ui/path-text';
import { visibleString } from '../../ui/visible-parts';
import { WithReason } from '../../ui/with-reason';
import css from './baselines.module.css';
import { type Monitoring, monitorKey } from './monitored';

const itemName = ({ item }: Monitoring & { item: ConfigurationItem }) =>
  visibleString(item.dataSource.name.replace(/^ChangeTracking\w*?Registry_/, ''));

/** Adds the key to the configuration, or switches its item on. */
export const useMonitorKey = (workspace: Workspace, items: readonly ConfigurationItem[] | undefined) =>
  useMutation({
    mutationFn: () => monitorKey(workspace, items ?? [], netlogonBaseline),
    // Somebody else was faster: what they stored decides.
    onError: (error) => {
      const status = errorStatus(error);
      if (status === 409 || status === 412) void refreshConfiguration(workspace);
    },
  });

export const AddButton = ({
  monitoring,
  access,
  add,
  primary = false,
}: {
  readonly monitoring: Monitoring;
  readonly access: Access;
  readonly add: ReturnType<typeof useMonitorKey>;
  readonly primary?: boolean;
}) => (
  <WithReason access={access}>
    <Button
      size={primary ? 'medium' : 'small'}
      appearance={primary ? 'primary' : 'secondary'}
      disabled={!access.allowed || add.isPending}
      onClick={() => add.mutate()}
    >
      {monitoring.state === 'off' ? 'Switch monitoring on' : 'Add to monitoring'}
    </Button>
  </WithReason>
);

/** The key, whether the workspace monitors it, and the one step that makes it so. */
export const MonitoringBand = ({
  workspace,
  monitoring,
  access,
  add,
}: {
  readonly workspace: Workspace;
  readonly monitoring: Monitoring | undefined;
  readonly access: Access;
  readonly add: ReturnType<typeof useMonitorKey>;
}) => {
  const solution = useQuery(solutionQuery(workspace));
  const isOff = solution.isSuccess && solution.data === undefined;
  return (
    <div className={css.band}>
      <div className={css.keyLine}>
        <span className={css.key}>
          <Glyph name="registry" className={css.muted} /> <PathText text={netlogonBaseline.key} />
          <CopyButton label="Copy key" text={netlogonBaseline.key} />
        </span>
        <span className={css.state} role="status">
          {monitoring?.state === 'on' && (
            <>
              <Glyph name="check" className={css.good} />
              {monitoring.watched === 'all'
                ? `Monitored by the item ${itemName(monitoring)}`
                : `${monitoring.watched.size} of its values are monitored`}
            </>
          )}
          {monitoring && monitoring.state !== 'on' && (
            <>
              <Glyph name="warning" className={css.warning} />
              {monitoring.state === 'off' ? `The item ${itemName(monitoring)} is switched off` : 'Not monitored yet'}
              <AddButton monitoring={monitoring} access={access} add={add} />
            </>
          )}
        </span>
      </div>
      {isOff && (
        <Note kind="warning" action={<Link to={paths.enable(workspace)}>Enable</Link>}>
          File integrity monitoring is off in this workspace: agents collect nothing until it is enabled.
        </Note>
      )}
      {add.isError && (
        <ErrorPanel
          compact
          title="The key could not be added."
          error={add.error}
          onRetry={access.allowed ? () => add.mutate() : undefined}
        />
      )}
      {add.isSuccess && (
        <Note kind="info">
          Added. Agents collect the key with their next inventory and report its changes from then on.
        </Note>
      )}
    </div>
  );
};
