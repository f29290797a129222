import { Note } from '../../../ui/panels';
import { VisibleText } from '../../../ui/visible-text';
import type { RunState } from '../run-state';
import { ResultView } from './result-view';
import css from './results.module.css';
import { CancelledPanel, FailedPanel, IdlePanel, RunningPanel } from './run-states';

type ResultsProps = {
  readonly run: RunState;
  readonly customerId: string;
  /** Moves to the error in the editor, where the error says where it is. */
  readonly onShowError?: () => void;
};

/** What the last run gave: its rows as a grid or a chart, or how it stands with it. */
export const Results = ({ run, customerId, onShowError }: ResultsProps) => {
  switch (run.state) {
    case 'running':
      return <RunningPanel run={run} />;
    case 'failed':
      return <FailedPanel run={run} onShowError={onShowError} />;
    case 'cancelled':
      return <CancelledPanel run={run} />;
    case 'idle':
      return <IdlePanel />;
    case 'done':
      return (
        <section className={css.results} aria-label="Query results">
          {run.warnings.map((warning) => (
            <Note key={warning} kind="warning">
              <VisibleText text={warning} />
            </Note>
          ))}
          <ResultView key={generationOf(run)} run={run} customerId={customerId} />
        </section>
      );
  }
};

const generations = new WeakMap<object, number>();
let lastGeneration = 0;

/** A number for each answer: what is open or selected in one says nothing about the next. */
const generationOf = (run: object): number => {
  const known = generations.get(run);
  if (known !== undefined) return known;
  lastGeneration += 1;
  generations.set(run, lastGeneration);
  return lastGeneration;
};
