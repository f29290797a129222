import type { MonitoredEntity } from '#core/fim/monitored-entity';
import { ChangeDialog } from './change-dialog';
import { type Step, deleteStep, editStep } from './change-set';
import type { Item } from './items';

/** Something to be done to the selected items. */
export type BulkAction = { readonly kind: 'enable' | 'disable' | 'delete'; readonly items: readonly Item[] };

const words = {
  enable: { verb: 'Enable', done: 'Enabled', already: 'enabled' },
  disable: { verb: 'Disable', done: 'Disabled', already: 'disabled' },
  delete: { verb: 'Delete', done: 'Deleted', already: '' },
} as const;

const plural = (count: number) => `${count} ${count === 1 ? 'item' : 'items'}`;

/** The write an action comes to for an item; undefined where it is so already. */
const bulkStep = (kind: BulkAction['kind'], { dataSource, entity }: Item): Step | undefined => {
  if (kind === 'delete') return deleteStep(dataSource);
  const enabled = kind === 'enable';
  return entity.enabled === enabled
    ? undefined
    : editStep(dataSource, { ...entity, enabled } satisfies MonitoredEntity);
};

type BulkDialogProps = { readonly action: BulkAction; readonly onClose: (ok: boolean) => void };

/** Enables, disables or deletes the selected items, after a look at what that means. */
export const BulkDialog = ({ action, onClose }: BulkDialogProps) => {
  const { verb, done, already } = words[action.kind];
  const steps = action.items.flatMap((item) => bulkStep(action.kind, item) ?? []);
  const passed = action.items.length - steps.length;
  const notes = [
    passed > 0 ? `${plural(passed)} ${passed === 1 ? 'is' : 'are'} ${already} already.` : '',
    action.kind === 'enable' ? '' : 'Agents stop watching them within a minute. Changes recorded so far stay.',
  ];
  return (
    <ChangeDialog
      title={`${verb} ${plural(steps.length)}`}
      action={verb}
      steps={steps}
      again={(item) => bulkStep(action.kind, item)}
      text={notes.filter((note) => note !== '').join(' ')}
      doneText={(count) => `${done} ${plural(count)}.`}
      onClose={onClose}
    />
  );
};
