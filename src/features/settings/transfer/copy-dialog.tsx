import { Button, DialogActions, DialogContent, Dropdown, Field, Option } from '@fluentui/react-components';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { allowsAction } from '#core/contract/permissions';
import { diffConfigurations } from '#core/fim/configuration-diff';
import { permissionsQuery, useAccess } from '../../../api/access';
import { configurationQuery } from '../../../api/configuration';
import { useCurrentWorkspace } from '../../../api/current-workspace';
import { type Workspace, subscriptionsQuery, workspacesQuery } from '../../../api/workspaces';
import { ErrorPanel } from '../../../ui/panels';
import { Skeleton } from '../../../ui/skeleton';
import { visibleString } from '../../../ui/visible-parts';
import { DryRun } from './dry-run';
import { TransferDialog } from './transfer-dialog';
import css from './transfer.module.css';

const write = 'Microsoft.OperationalInsights/workspaces/dataSources/write';

/** The workspaces the caller may write to, but this one. A role on a subscription holds for its workspaces. */
const useTargets = (here: Workspace) => {
  const subscriptions = useQuery(subscriptionsQuery);
  const lists = useQueries({ queries: (subscriptions.data ?? []).map((one) => workspacesQuery(one.subscriptionId)) });
  const others = lists
    .flatMap(({ data }) => data ?? [])
    .filter(({ id }) => id.toLowerCase() !== here.id.toLowerCase())
    .toSorted((a, b) => (a.workspaceName < b.workspaceName ? -1 : 1));
  const permissions = useQueries({ queries: others.map(({ id }) => permissionsQuery(id)) });
  // Where permissions cannot be read the service decides, as everywhere.
  const targets = others.filter((_, index) => {
    const { data, isPending } = permissions[index] ?? { isPending: true };
    return !isPending && (!data || allowsAction(data, write));
  });
  const isPending =
    subscriptions.isPending || [...lists, ...permissions].some((query) => query.isPending && !query.isError);
  return { targets, isPending, error: subscriptions.error ?? lists.find(({ isError }) => isError)?.error };
};

type CopyToProps = { readonly target: Workspace; readonly onBack: () => void; readonly onClose: () => void };

const CopyTo = ({ target, onBack, onClose }: CopyToProps) => {
  const here = useCurrentWorkspace();
  const access = useAccess(target.id, write, `Changing the settings of ${target.workspaceName}`);
  const source = useQuery(configurationQuery(here));
  const there = useQuery(configurationQuery(target));
  const differences = useMemo(
    () =>
      source.data &&
      there.data &&
      diffConfigurations(
        there.data.map(({ dataSource }) => dataSource),
        source.data.map(({ dataSource }) => dataSource),
      ),
    [source.data, there.data],
  );
  if (differences) {
    return (
      <DryRun
        target={target}
        differences={differences}
        access={access}
        verb="Apply"
        doneText={(summary) => `Copied to ${target.workspaceName}: ${summary}.`}
        onClose={onClose}
      >
        <p className={css.lead}>
          What would change in <strong>{visibleString(target.workspaceName)}</strong>; nothing is stored yet. What only
          that workspace has stays, unless you choose it.{' '}
          <Button size="small" onClick={onBack}>
            Another workspace
          </Button>
        </p>
      </DryRun>
    );
  }
  const error = source.error ?? there.error;
  return (
    <>
      <DialogContent className={css.content}>
        {error ? (
          <ErrorPanel
            title="The settings could not be loaded"
            error={error}
            onRetry={() => void Promise.all([source.refetch(), there.refetch()])}
          />
        ) : (
          <Skeleton width="100%" height={120} />
        )}
      </DialogContent>
      <DialogActions fluid className={css.actions}>
        <Button onClick={onBack}>Back</Button>
      </DialogActions>
    </>
  );
};

/** Copies the settings to another workspace, after the same dry run as an import. */
export const CopyDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const here = useCurrentWorkspace();
  const [target, setTarget] = useState<Workspace>();
  const { targets, isPending, error } = useTargets(here);
  return (
    <TransferDialog title={`Copy the settings of ${here.workspaceName}`} onClose={onClose}>
      {target ? (
        <CopyTo key={target.id} target={target} onBack={() => setTarget(undefined)} onClose={onClose} />
      ) : (
        <>
          <DialogContent className={css.content}>
            <Field
              label="To workspace"
              hint={
                isPending
                  ? 'Looking for workspaces'
                  : 'Workspaces whose settings you may change. A dry run comes first.'
              }
            >
              <Dropdown
                placeholder={!isPending && targets.length === 0 ? 'No other workspace you may change' : 'Choose one'}
                disabled={targets.length === 0}
                onOptionSelect={(_, { optionValue }) => setTarget(targets.find(({ id }) => id === optionValue))}
              >
                {targets.map(({ id, workspaceName, resourceGroup }) => (
                  <Option key={id} value={id} text={workspaceName}>
                    {`${workspaceName} (${resourceGroup})`}
                  </Option>
                ))}
              </Dropdown>
            </Field>
            {error && <ErrorPanel compact title="Not all workspaces could be listed" error={error} />}
          </DialogContent>
          <DialogActions fluid className={css.actions}>
            <Button onClick={onClose}>Cancel</Button>
          </DialogActions>
        </>
      )}
    </TransferDialog>
  );
};
