import type { ReactNode } from 'react';
import { VisibleText } from '../ui/visible-text';
import { visibleString } from '../ui/visible-parts';
import css from './toolbar.module.css';

export type FilterChip = {
  readonly key: string;
  /** "Category". */
  readonly field: string;
  readonly value: string;
  readonly onRemove: () => void;
};

/** What narrows a table: each part removable, all at once at the end. Nothing while nothing narrows it. */
export const FilterChips = ({
  chips,
  onClear,
}: {
  readonly chips: readonly FilterChip[];
  readonly onClear: () => void;
}) =>
  chips.length === 0 ? null : (
    <ul className={css.chips} aria-label="Filters">
      {chips.map(({ key, field, value, onRemove }) => (
        <li key={key}>
          <button
            type="button"
            className={css.chip}
            aria-label={`Remove filter ${field}: ${visibleString(value)}`}
            title="Remove this filter"
            onClick={onRemove}
          >
            <span className="muted">{field}:</span>
            <span className={css.chipValue}>
              <VisibleText text={value} />
            </span>
            <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={css.clear} onClick={onClear}>
          Clear all
        </button>
      </li>
    </ul>
  );

/** The line above a table: search, chips, and at the right what the table says about itself. */
export const TableToolbar = ({ children, summary }: { readonly children: ReactNode; readonly summary: ReactNode }) => (
  <div className={css.toolbar}>
    {children}
    <div className={css.summary}>{summary}</div>
  </div>
);
