import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Count } from '../ui/count';
import type { RowSelection } from './row-selection';

/** In a table's toolbar while rows are selected: how many, what to do with them, and an end to it. */
export const SelectionSummary = <R,>({
  selection,
  children,
  note = '',
  hidden = 0,
}: {
  readonly selection: RowSelection<R>;
  /** Commands for the selected rows. */
  readonly children?: ReactNode;
  /** What copying said last: it stands in the number's place while it lasts. */
  readonly note?: string;
  /** Selected rows that are not listed now; commands act on them as well. */
  readonly hidden?: number;
}) =>
  selection.rows.size === 0 ? null : (
    <>
      <span role="status">{note}</span>
      {note === '' && (
        <span>
          <Count value={selection.rows.size} /> selected
          {hidden > 0 && (
            <span title="Commands act on all that are selected, also where the list does not show them">
              , <Count value={hidden} /> not shown
            </span>
          )}
        </span>
      )}
      {children}
      <Button size="small" appearance="subtle" onClick={selection.clear}>
        Clear selection
      </Button>
    </>
  );
