import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Count } from '../ui/count';
import type { RowSelection } from './row-selection';
import css from './toolbar.module.css';

/**
 * In a table's toolbar while rows are selected: how many, what to do with them, and an end to it, also by Esc from any of its buttons.
 */
export const SelectionSummary = <R,>({
  selection,
  children,
  note = '',
  hidden = 0,
  onEnd,
}: {
  readonly selection: RowSelection<R>;
  /** Commands for the selected rows. */
  readonly children?: ReactNode;
  /** What copying said last: it stands in the number's place while it lasts. */
  readonly note?: string;
  /** Selected rows that are not listed now; commands act on them as well. */
  readonly hidden?: number;
  /** The button that ended it is gone: the focus has to go to the table. */
  readonly onEnd: () => void;
}) => {
  if (selection.rows.size === 0) return null;
  const end = () => {
    selection.clear();
    onEnd();
  };
  return (
    // It listens for Esc on behalf of its buttons.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="group"
      aria-label="Selected rows"
      className={css.selected}
      onKeyDown={(event) => {
        // Menus of a button hear their own Esc.
        const isOwn = event.target instanceof Node && event.currentTarget.contains(event.target);
        if (event.key === 'Escape' && isOwn && !event.defaultPrevented) end();
      }}
    >
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
      <Button size="small" appearance="subtle" onClick={end}>
        Clear selection
      </Button>
    </div>
  );
};
