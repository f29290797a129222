import { Button, DialogActions, DialogContent } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type ConfigurationEntry, diffConfigurations } from '#core/fim/configuration-diff';
import { configurationAfter } from '#core/fim/configuration-past';
import { configurationQuery } from '../../../api/configuration';
import { useCurrentWorkspace } from '../../../api/current-workspace';
import { formatTime } from '../../../time-range/zone';
import { useZone } from '../../../time-range/page-window';
import { ErrorPanel } from '../../../ui/panels';
import { Skeleton } from '../../../ui/skeleton';
import { visibleString } from '../../../ui/visible-parts';
import { useSettings } from '../settings-context';
import { DryRun } from './dry-run';
import type { HistoryRecord } from './history-query';
import { TransferDialog } from './transfer-dialog';
import css from './transfer.module.css';

/** What to bring back: one entry as it was before or after a change, or everything as it was right after it. */
export type Restore = { readonly record: HistoryRecord; readonly what: 'before' | 'after' | 'all' };

type RestoreDialogProps = {
  readonly restore: Restore;
  /** Newest first. */
  readonly records: readonly HistoryRecord[];
  readonly onClose: () => void;
};

const entryOf = ({ record, what }: Restore): readonly ConfigurationEntry[] => {
  const properties = what === 'before' ? record.before : record.after;
  return properties ? [{ name: record.name, kind: record.kind, properties }] : [];
};

/** Shows what bringing back an earlier state would change, and does it. */
export const RestoreDialog = ({ restore, records, onClose }: RestoreDialogProps) => {
  const workspace = useCurrentWorkspace();
  const { access } = useSettings();
  const zone = useZone();
  const configuration = useQuery(configurationQuery(workspace));
  const { record, what } = restore;
  const differences = useMemo(() => {
    if (!configuration.data) return undefined;
    const here = configuration.data.map(({ dataSource }) => dataSource);
    if (restore.what === 'all') return diffConfigurations(here, configurationAfter(here, records, restore.record));
    const name = restore.record.name.toLowerCase();
    return diffConfigurations(
      here.filter((one) => one.name.toLowerCase() === name),
      entryOf(restore),
    );
  }, [configuration.data, records, restore]);
  const at = formatTime(record.time, zone);
  const title = what === 'all' ? `Restore the settings as of ${at}` : `Restore ${visibleString(record.name)}`;
  return (
    <TransferDialog title={title} onClose={onClose}>
      {differences ? (
        <DryRun
          target={workspace}
          differences={differences}
          removesRest
          access={access}
          verb="Restore"
          doneText={(summary) =>
            what === 'all' ? `Restored the settings as of ${at}: ${summary}.` : `Restored ${record.name}: ${summary}.`
          }
          onClose={onClose}
        >
          <p className={css.lead}>
            {what === 'all'
              ? 'Every entry as it was right after this change. '
              : `The entry as it was right ${what} the change of ${at}. `}
            This is what it would change now; nothing is stored yet.
          </p>
        </DryRun>
      ) : (
        <>
          <DialogContent className={css.content}>
            {configuration.error ? (
              <ErrorPanel
                title="The settings could not be loaded"
                error={configuration.error}
                onRetry={() => void configuration.refetch()}
              />
            ) : (
              <Skeleton width="100%" height={120} />
            )}
          </DialogContent>
          <DialogActions fluid className={css.actions}>
            <Button onClick={onClose}>Cancel</Button>
          </DialogActions>
        </>
      )}
    </TransferDialog>
  );
};
