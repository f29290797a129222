import { Button } from '@fluentui/react-components';
import type { RowSelection } from '../../table/row-selection';
import { SelectionSummary } from '../../table/selection-summary';
import toolbar from '../../table/toolbar.module.css';
import { Count } from '../../ui/count';
import css from './changes.module.css';
import { mostFlaps } from './flaps';
import type { ChangeRow } from './use-changes';

type ChangesSummaryProps = {
  /** Undefined while it is not known. */
  readonly total: number | undefined;
  /** It will not be known: the list says why. */
  readonly failed: boolean;
  /** Flapping entities shown as one row each; undefined while none are folded. */
  readonly folded: number | undefined;
  readonly newCount: number;
  readonly onShowNew: () => void;
  /** What copying said last. */
  readonly note: string;
};

/** Few words on screen, or the line would break and move the list under it; `title` and screen readers have all of them. */
const foldedWords = (count: number): string => {
  if (count === 0) return 'nothing flaps';
  const most = count >= mostFlaps ? 'the ' : '';
  return count === 1
    ? '1 flapping entity shown as one row'
    : `${most}${count} ${most && 'most '}flapping entities shown as one row each`;
};

const Folded = ({ count }: { readonly count: number }) => (
  <span title={foldedWords(count)}>
    <span aria-hidden="true">, {count === 0 ? 'none' : count.toLocaleString('en-US')} folded</span>
    <span className="visually-hidden">, {foldedWords(count)}</span>
  </span>
);

/**
 * What the list says about itself, all in one place, so that nothing beside it moves: what copying said last, else new rows that
 * wait, else how many changes there are.
 */
export const ChangesSummary = ({ total, failed, folded, newCount, onShowNew, note }: ChangesSummaryProps) => {
  const speaks = note !== '' || newCount > 0;
  return (
    <span className={toolbar.status}>
      <span role="status">
        {note ||
          (newCount > 0 && (
            <button type="button" className={css.pill} onClick={onShowNew}>
              {newCount === 1 ? '1 new change' : `${newCount.toLocaleString('en-US')} new changes`}
            </button>
          ))}
      </span>
      <span aria-live="polite" className={speaks ? 'visually-hidden' : undefined}>
        {total === undefined ? (
          !failed && 'Loading'
        ) : (
          <>
            <Count value={total} /> {total === 1 ? 'change' : 'changes'}
            {folded !== undefined && <Folded count={folded} />}
          </>
        )}
      </span>
    </span>
  );
};

type SelectedChangesProps = {
  readonly selection: RowSelection<ChangeRow>;
  readonly note: string;
  readonly onCopyTable: () => void;
  readonly onCopyKql: () => void;
  readonly onOpenInLogs: () => void;
  readonly onEnd: () => void;
};

/** What can be done with the selected changes. */
export const SelectedChanges = (props: SelectedChangesProps) => (
  <SelectionSummary selection={props.selection} note={props.note} onEnd={props.onEnd}>
    <Button size="small" appearance="subtle" onClick={props.onCopyTable}>
      Copy
    </Button>
    <Button size="small" appearance="subtle" onClick={props.onCopyKql}>
      Copy as KQL
    </Button>
    <Button size="small" appearance="subtle" onClick={props.onOpenInLogs}>
      Open in Logs
    </Button>
  </SelectionSummary>
);
