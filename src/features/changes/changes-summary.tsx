import { Button } from '@fluentui/react-components';
import type { RowSelection } from '../../table/row-selection';
import { SelectionSummary } from '../../table/selection-summary';
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
  readonly selection: RowSelection<ChangeRow>;
  readonly onCopyTable: () => void;
  readonly onCopyKql: () => void;
  readonly onOpenInLogs: () => void;
};

const foldedWords = (count: number): string => {
  if (count === 0) return ', nothing flaps';
  const most = count >= mostFlaps ? 'the ' : '';
  return count === 1
    ? ', 1 flapping entity shown as one row'
    : `, ${most}${count} ${most && 'most '}flapping entities shown as one row each`;
};

/** What the list says about itself: new rows that wait, what is selected, how many changes there are. */
export const ChangesSummary = (props: ChangesSummaryProps) => {
  const { total, failed, folded, newCount, onShowNew, note, selection, onCopyTable, onCopyKql, onOpenInLogs } = props;
  return (
    <>
      {newCount > 0 && (
        <button type="button" className={css.pill} onClick={onShowNew}>
          {newCount === 1 ? '1 new change' : `${newCount.toLocaleString('en-US')} new changes`}
        </button>
      )}
      <span role="status">{note}</span>
      <SelectionSummary selection={selection}>
        <Button size="small" appearance="subtle" onClick={onCopyTable}>
          Copy
        </Button>
        <Button size="small" appearance="subtle" onClick={onCopyKql}>
          Copy as KQL
        </Button>
        <Button size="small" appearance="subtle" onClick={onOpenInLogs}>
          Open in Logs
        </Button>
      </SelectionSummary>
      <span aria-live="polite">
        {total === undefined ? (
          !failed && 'Loading'
        ) : (
          <>
            <Count value={total} /> {total === 1 ? 'change' : 'changes'}
            {folded !== undefined && foldedWords(folded)}
          </>
        )}
      </span>
    </>
  );
};
