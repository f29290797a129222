import type { Zone } from '../../../time-range/range';
import { formatCount } from '../../../ui/numbers';
import { VisibleText } from '../../../ui/visible-text';
import { Missing, shownText } from './cell';
import { Turner } from './json-tree';
import type { RowGroup } from './lines';
import type { ResultColumn } from './result-table';
import css from './results.module.css';

type GroupHeadProps = {
  readonly group: RowGroup;
  readonly column: ResultColumn;
  readonly zone: Zone;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
};

/** The line above the rows of one value: the value, how many rows have it, and whether they show. */
export const GroupHead = ({ group: { value, rows }, column, zone, isOpen, onToggle }: GroupHeadProps) => {
  const text = shownText(value, column.kind, zone);
  return (
    <button type="button" tabIndex={-1} className={css.groupHead} aria-expanded={isOpen} onClick={onToggle}>
      <Turner isOpen={isOpen} />
      <span className="muted">
        <VisibleText text={column.name} />:
      </span>
      <span className={css.groupValue}>
        {value === null ? (
          <Missing value={null} />
        ) : text === '' ? (
          <span className={css.null}>empty text</span>
        ) : (
          <VisibleText text={text.slice(0, 300)} />
        )}
      </span>
      <span className={css.groupCount}>
        {formatCount(rows.length)} {rows.length === 1 ? 'row' : 'rows'}
      </span>
    </button>
  );
};
