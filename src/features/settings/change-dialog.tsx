import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  ProgressBar,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { describeError } from '../../api/errors';
import { VisibleText } from '../../ui/visible-text';
import { type Step, type StepResult, runSteps } from './change-set';
import css from './settings.module.css';
import { useSettings } from './settings-context';
import { stepTitle, stepWords } from './step-words';

type ChangeDialogProps = {
  readonly title: string;
  /** What the button does: "Delete". */
  readonly action: string;
  readonly steps: readonly Step[];
  /** What stands in front of the list of steps. */
  readonly text?: string;
  /** Past tense for the note with the undo: "Deleted 3 items." */
  readonly doneText: (count: number) => string;
  /** `ok`: every step was done. */
  readonly onClose: (ok: boolean) => void;
};

type Phase =
  { readonly kind: 'preview' } | { readonly kind: 'running'; readonly done: number } | { readonly kind: 'failed' };

const StepList = ({ steps, results }: { readonly steps: readonly Step[]; readonly results: readonly StepResult[] }) => (
  // Long lists scroll, and so have to be reachable by keyboard.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <ul className={css.steps} tabIndex={0} aria-label="What changes">
    {steps.map((step) => {
      const failed = results.find((result) => result.step.name === step.name && !result.ok);
      return (
        <li key={step.name} data-failed={failed !== undefined}>
          <span className="mono">
            <VisibleText text={stepTitle(step)} />
          </span>
          <span className="muted">
            <VisibleText text={stepWords(step)} />
          </span>
          {failed && !failed.ok && <span className={css.failure}>Not done: {describeError(failed.error).message}</span>}
        </li>
      );
    })}
  </ul>
);

/** Shows what is about to be done to several items, does it with progress, and names what could not be done. */
export const ChangeDialog = ({ title, action, steps, text, doneText, onClose }: ChangeDialogProps) => {
  const workspace = useCurrentWorkspace();
  const { report } = useSettings();
  const [phase, setPhase] = useState<Phase>({ kind: 'preview' });
  const [results, setResults] = useState<readonly StepResult[]>([]);
  const isRunning = phase.kind === 'running';
  const failed = results.filter(({ ok }) => !ok);
  const open = phase.kind === 'failed' ? failed.map(({ step }) => step) : steps;

  const tell = (all: readonly StepResult[]) => {
    const count = all.filter(({ ok }) => ok).length;
    if (count > 0) report({ text: doneText(count), results: all });
  };
  const run = async () => {
    setPhase({ kind: 'running', done: 0 });
    const now = await runSteps(workspace, open, (done) => setPhase({ kind: 'running', done }));
    const all = [...results.filter(({ ok }) => ok), ...now];
    setResults(all);
    if (now.every(({ ok }) => ok)) {
      tell(all);
      onClose(true);
    } else setPhase({ kind: 'failed' });
  };
  const leave = () => {
    if (isRunning) return;
    tell(results);
    onClose(false);
  };

  return (
    <Dialog
      open
      onOpenChange={(_, { open: isOpen }) => {
        if (!isOpen) leave();
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            {text !== undefined && phase.kind === 'preview' && <p>{text}</p>}
            <div aria-live="polite">
              {phase.kind === 'running' && (
                <>
                  <ProgressBar value={phase.done / Math.max(1, open.length)} />
                  <p className="numbers">
                    {phase.done} of {open.length}
                  </p>
                </>
              )}
              {phase.kind === 'failed' && (
                <p role="alert">
                  {failed.length} of {results.length} could not be done. The others are stored.
                </p>
              )}
            </div>
            <StepList steps={phase.kind === 'failed' ? open : steps} results={results} />
          </DialogContent>
          <DialogActions>
            <Button disabled={isRunning} onClick={leave}>
              {phase.kind === 'failed' ? 'Close' : 'Cancel'}
            </Button>
            <Button appearance="primary" disabled={isRunning || open.length === 0} onClick={() => void run()}>
              {phase.kind === 'failed' ? `Retry ${failed.length} failed` : action}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};
