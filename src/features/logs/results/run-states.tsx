import { Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { describeError } from '../../../api/errors';
import { EmptyPanel } from '../../../ui/panels';
import { CopyButton } from '../../../ui/copy-button';
import { Glyph } from '../../../ui/glyph';
import { VisibleText } from '../../../ui/visible-text';
import type { RunState } from '../run-state';
import { queryProblem } from './query-error';
import css from './results.module.css';

/** `3.2 s`, `1 min 04 s`. */
export const durationText = (ms: number): string => {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
  return `${Math.floor(seconds / 60)} min ${String(Math.floor(seconds % 60)).padStart(2, '0')} s`;
};

/** How long ago a run began, ms, told ten times a second. */
const useElapsed = (startedAt: number): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, []);
  return now - startedAt;
};

/** A query under way: since when, and an end to it. */
export const RunningPanel = ({ run }: { readonly run: Extract<RunState, { state: 'running' }> }) => {
  const elapsed = useElapsed(run.startedAt);
  return (
    <div className={css.state}>
      <div role="progressbar" className={css.progress} aria-label="Running the query" />
      <p className={css.running}>
        <span role="status">Running the query</span>
        <span className="numbers muted" aria-hidden="true">
          {(Math.max(0, elapsed) / 1000).toFixed(1)} s
        </span>
        <Button size="small" onClick={run.cancel}>
          Cancel
        </Button>
      </p>
    </div>
  );
};

type FailedProps = {
  readonly run: Extract<RunState, { state: 'failed' }>;
  readonly onShowError?: () => void;
};

/** Why a query failed: what its text should be changed in, or when to ask again. */
export const FailedPanel = ({ run, onShowError }: FailedProps) => {
  const { message, code, line, column } = queryProblem(run.error);
  const { correlationId } = describeError(run.error);
  return (
    <div className={css.state} role="alert">
      <p className={css.failed}>
        <Glyph name="warning" className={css.danger} /> The query failed
      </p>
      <p className={css.problem}>
        <VisibleText text={message.slice(0, 2_000)} />
      </p>
      <p className={css.codes}>
        {code !== undefined && (
          <span>
            Code <VisibleText text={code} />
          </span>
        )}
        {correlationId !== undefined && (
          <span>
            Correlation id{' '}
            <span className="mono">
              <VisibleText text={correlationId} />
            </span>
          </span>
        )}
        <CopyButton
          label="Copy message, code and correlation id"
          text={[message, code, correlationId].filter((part) => part !== undefined).join('\n')}
        />
      </p>
      <p className={css.buttons}>
        {line !== undefined && onShowError && (
          <Button size="small" appearance="primary" onClick={onShowError}>
            Go to line {line}
            {column !== undefined && `, column ${column}`}
          </Button>
        )}
        <Button size="small" onClick={run.retry}>
          Retry
        </Button>
      </p>
    </div>
  );
};

/** A query the reader stopped. */
export const CancelledPanel = ({ run }: { readonly run: Extract<RunState, { state: 'cancelled' }> }) => (
  <div className={css.state} role="status">
    <EmptyPanel
      title="Cancelled"
      action={
        <Button size="small" onClick={run.retry}>
          Run again
        </Button>
      }
    >
      The query was stopped after {durationText(run.ranMs)}. Nothing of its answer was kept.
    </EmptyPanel>
  </div>
);

/** Before the first run. */
export const IdlePanel = () => (
  <div className={css.state}>
    <EmptyPanel title="Not run yet">
      Run the query with Shift+Enter; a selection runs alone. In the query, F1 explains the name at the cursor.
    </EmptyPanel>
  </div>
);

/** A query that found nothing: what to widen. */
export const NoRowsPanel = ({ timespan }: { readonly timespan: string | undefined }) => (
  <div className={css.state}>
    <EmptyPanel title="No rows">
      {timespan === undefined
        ? 'The query ran and found nothing. It sets its own time range: widen it there, or loosen a where clause.'
        : 'The query ran and found nothing in the time range above. Choose a wider range, or loosen a where clause.'}
    </EmptyPanel>
  </div>
);
