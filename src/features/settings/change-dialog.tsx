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
import { VisibleText } from '../../ui/visible-text';
import { type Step, type StepResult, runSteps } from './change-set';
import { type Item, itemsOf } from './items';
import { type Meanwhile, failureWords, readMeanwhile } from './meanwhile';
import css from './settings.module.css';
import { useSettings } from './settings-context';
import { stepTitle, stepWords } from './step-words';

type ChangeDialogProps = {
  readonly title: string;
  /** What the button does: "Delete". */
  readonly action: string;
  readonly steps: readonly Step[];
  /** The step for an item that somebody else stored meanwhile; undefined where that leaves nothing to do. */
  readonly again: (now: Item) => Step | undefined;
  /** What stands in front of the list of steps. */
  readonly text?: string;
  /** Past tense for the note with the undo: "Deleted 3 items." */
  readonly doneText: (count: number) => string;
  /** `ok`: every step was done. */
  readonly onClose: (ok: boolean) => void;
};

type Phase = 'preview' | 'running' | 'failed';

type StepListProps = {
  readonly steps: readonly Step[];
  readonly results: ReadonlyMap<string, StepResult>;
  readonly meanwhile: ReadonlyMap<string, Meanwhile>;
};

const StepList = ({ steps, results, meanwhile }: StepListProps) => (
  // Long lists scroll, and so have to be reachable by keyboard.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <ul className={css.steps} tabIndex={0} aria-label="What changes">
    {steps.map((step) => {
      const result = results.get(step.name);
      return (
        <li key={step.name} data-failed={result?.ok === false}>
          <span className="mono">
            <VisibleText text={stepTitle(step)} />
          </span>
          <span className="muted">
            <VisibleText text={stepWords(step)} />
          </span>
          {result?.ok && <span className={css.success}>Done</span>}
          {result?.ok === false && (
            <span className={css.failure}>
              <VisibleText text={`Not done: ${failureWords(step, result.error, meanwhile.get(step.name))}`} />
            </span>
          )}
        </li>
      );
    })}
  </ul>
);

/** Shows what is about to be done to several items, does it with a state for each, and lets those that failed be tried again. */
export const ChangeDialog = (props: ChangeDialogProps) => {
  const { title, action, again, text, doneText, onClose } = props;
  const workspace = useCurrentWorkspace();
  const { report } = useSettings();
  // What is stored changes what is left to do: the list stays the one that was agreed to.
  const [steps] = useState(props.steps);
  const [phase, setPhase] = useState<Phase>('preview');
  const [results, setResults] = useState<ReadonlyMap<string, StepResult>>(new Map());
  const [meanwhile, setMeanwhile] = useState<ReadonlyMap<string, Meanwhile>>(new Map());
  const isRunning = phase === 'running';
  const all = [...results.values()];
  const failed = all.filter(({ ok }) => !ok);
  /** What is to be tried: everything first, then what failed, on top of what somebody else stored there. */
  const open =
    phase === 'failed'
      ? failed.flatMap(({ step }) => {
          const other = meanwhile.get(step.name);
          if (other?.kind !== 'changed') return other ? [] : [step];
          return itemsOf([other.now]).flatMap((item) => again(item) ?? []);
        })
      : steps;

  const tell = (done: readonly StepResult[]) => {
    const count = done.filter(({ ok }) => ok).length;
    if (count > 0) report({ text: doneText(count), results: done });
  };
  const run = async () => {
    const tried = new Set(open.map(({ name }) => name));
    setResults(new Map([...results].filter(([name]) => !tried.has(name))));
    setPhase('running');
    const now = await runSteps(workspace, open, (_, last) =>
      setResults((known) => new Map(known).set(last.step.name, last)),
    );
    if (now.every(({ ok }) => ok) && failed.every(({ step }) => tried.has(step.name))) {
      tell([...all.filter(({ ok }) => ok), ...now]);
      onClose(true);
      return;
    }
    const others = await readMeanwhile(workspace, now);
    setMeanwhile((known) => new Map([...known, ...others]));
    setPhase('failed');
  };
  const leave = () => {
    if (isRunning) return;
    tell(all);
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
            {text !== undefined && phase === 'preview' && <p>{text}</p>}
            <div aria-live="polite">
              {isRunning && (
                <>
                  <ProgressBar value={results.size / Math.max(1, steps.length)} />
                  <p className="numbers">
                    {results.size} of {steps.length}
                  </p>
                </>
              )}
              {phase === 'failed' && (
                <p role="alert">
                  {failed.length} of {steps.length} could not be done. The others are stored.
                  {open.some(({ name }) => meanwhile.has(name)) &&
                    ` Trying again does it to what somebody else stored, and keeps the rest of that.`}
                </p>
              )}
            </div>
            <StepList steps={steps} results={results} meanwhile={meanwhile} />
          </DialogContent>
          <DialogActions>
            <Button disabled={isRunning} onClick={leave}>
              {phase === 'failed' ? 'Close' : 'Cancel'}
            </Button>
            <Button appearance="primary" disabled={isRunning || open.length === 0} onClick={() => void run()}>
              {phase === 'failed' ? `Retry ${open.length} failed` : action}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};
