import type { ReactNode } from 'react';
import css from './toolbar.module.css';

type ToolbarProps = {
  readonly children: ReactNode;
  readonly summary: ReactNode;
  /** Stands where the summary does while rows are selected, so that selecting moves nothing; falsy while none are. */
  readonly selected?: ReactNode;
  /** A line of its own under the tools: what the table is narrowed by. */
  readonly below?: ReactNode;
};

/** The line above a table: search and switches, and at the right what the table says about itself. */
export const TableToolbar = ({ children, summary, selected, below }: ToolbarProps) => {
  const selecting = selected !== undefined && selected !== null && selected !== false;
  return (
    <div className={css.toolbar}>
      {children}
      <div className={css.end}>
        <div className={css.summary} data-hidden={selecting || undefined}>
          {summary}
        </div>
        {selecting && <div className={css.summary}>{selected}</div>}
      </div>
      {below !== undefined && <div className={css.below}>{below}</div>}
    </div>
  );
};
