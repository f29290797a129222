import { Button, DialogActions, DialogContent, Field, Input, ProgressBar } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { writesOf } from '#core/fim/configuration-diff';
import type { Access } from '../../../api/access';
import type { WorkspaceParams } from '../../../paths';
import { formatCount } from '../../../ui/numbers';
import { WithReason } from '../../../ui/with-reason';
import type { Step } from '../change-set';
import { useSettings } from '../settings-context';
import { DifferenceList } from './difference-list';
import { type Difference, useDryRun } from './dry-run-state';
import css from './transfer.module.css';

type DryRunProps = {
  readonly target: WorkspaceParams;
  readonly differences: readonly Difference[];
  /** Whether what only the workspace has is to be removed, unless the reader says otherwise. */
  readonly removesRest?: boolean;
  readonly access: Access;
  /** What the button does: "Apply", "Restore", "Delete". */
  readonly verb: string;
  /** What the button counts, one and many. */
  readonly noun?: readonly [one: string, many: string];
  /** Says what was done, for the note with the undo: "Imported: 3 added". */
  readonly doneText: (summary: string) => string;
  /** Has to be typed before anything is done. */
  readonly confirm?: string;
  /** Stands above the list. */
  readonly children?: ReactNode;
  readonly onClose: () => void;
};

const changes = ['change', 'changes'] as const;

/** What becomes of an entry: by what stands before and after. */
const wordOf = ({ before, after }: Pick<Step, 'before' | 'after'>) =>
  before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';

const summaryOf = (steps: readonly Pick<Step, 'before' | 'after'>[]) =>
  (['added', 'changed', 'removed'] as const)
    .flatMap((word) => {
      const count = steps.filter((step) => wordOf(step) === word).length;
      return count === 0 ? [] : [`${formatCount(count)} ${word}`];
    })
    .join(', ');

/**
 * Content and buttons of a dialog that shows what would become of a workspace's settings, lets the reader choose, applies what is
 * chosen with progress, names what could not be done, and leaves a note with an undo. Nothing is written before the button.
 */
export const DryRun = (props: DryRunProps) => {
  const {
    target,
    differences,
    removesRest = false,
    access,
    verb,
    noun = changes,
    doneText,
    confirm,
    children,
    onClose,
  } = props;
  const { report } = useSettings();
  const state = useDryRun(target, differences, removesRest);
  const [typed, setTyped] = useState('');
  const { phase, chosen, failed, hasConflict, isRunning, results } = state;
  const summary = summaryOf(writesOf(chosen));
  const isNothing = state.shown.every(({ status }) => status === 'unchanged');
  const isReady =
    access.allowed && !isRunning && (phase.kind === 'failed' || chosen.length > 0) && (confirm ?? '') === typed.trim();

  const leave = (all: readonly (typeof results)[number][]) => {
    const done = all.filter(({ ok }) => ok).map(({ step }) => step);
    if (done.length > 0) report({ text: doneText(summaryOf(done)), results: all, workspace: target });
    onClose();
  };
  const apply = async () => {
    const all = await state.run();
    if (all.every(({ ok }) => ok)) leave(all);
  };

  return (
    <>
      <DialogContent className={css.content}>
        {children}
        <div aria-live="polite">
          {phase.kind === 'running' && (
            <>
              <ProgressBar value={phase.done / Math.max(1, failed.length || chosen.length)} />
              <p className="numbers">{formatCount(phase.done)} done</p>
            </>
          )}
          {phase.kind === 'failed' && (
            <p role="alert" className={css.problem}>
              {failed.length} of {results.length} could not be done. The others are stored.
              {hasConflict && ' Somebody else changed the settings meanwhile: compare again before going on.'}
            </p>
          )}
          {isNothing && <p>Nothing would change: the settings are the same.</p>}
        </div>
        <DifferenceList state={state} />
        {confirm !== undefined && (
          <Field label={`Type ${confirm} to confirm`}>
            <Input value={typed} autoComplete="off" spellCheck={false} onChange={(_, { value }) => setTyped(value)} />
          </Field>
        )}
      </DialogContent>
      <DialogActions fluid className={css.actions}>
        <span className={css.summary} role="status">
          {summary === '' ? 'Nothing chosen' : summary}
        </span>
        <Button disabled={isRunning} onClick={() => leave(results)}>
          {phase.kind === 'failed' ? 'Close' : 'Cancel'}
        </Button>
        <WithReason access={access}>
          <Button
            appearance="primary"
            disabled={!isReady}
            onClick={() => void (phase.kind === 'failed' && hasConflict ? state.lookAgain() : apply())}
          >
            {phase.kind !== 'failed'
              ? `${verb} ${formatCount(chosen.length)} ${noun[chosen.length === 1 ? 0 : 1]}`
              : hasConflict
                ? 'Compare again'
                : `Retry ${failed.length} failed`}
          </Button>
        </WithReason>
      </DialogActions>
    </>
  );
};
