import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Count } from '../ui/count';
import type { RowSelection } from './row-selection';

/** In a table's toolbar while rows are selected: how many, what to do with them, and an end to it. */
export const SelectionSummary = <R,>({
  selection,
  children,
}: {
  readonly selection: RowSelection<R>;
  /** Commands for the selected rows. */
  readonly children?: ReactNode;
}) =>
  selection.rows.size === 0 ? null : (
    <>
      <span>
        <Count value={selection.rows.size} /> selected
      </span>
      {children}
      <Button size="small" appearance="subtle" onClick={selection.clear}>
        Clear selection
      </Button>
    </>
  );
