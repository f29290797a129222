import type { Zone } from '../../../time-range/range';
import { VisibleText } from '../../../ui/visible-text';
import toolbar from '../../../table/toolbar.module.css';
import { shownText } from './cell';
import { opWord } from './filter-form';
import type { ResultColumn } from './result-table';
import { type RowFilter, encodeFilter, needsValue } from './row-filter';

type ChipsProps = {
  readonly filters: readonly RowFilter[];
  readonly columns: readonly ResultColumn[];
  readonly zone: Zone;
  readonly onChange: (filters: readonly RowFilter[]) => void;
};

/** The filters on a result's columns, each with an end to it. Those on columns it lacks do nothing and are not shown. */
export const FilterChips = ({ filters, columns, zone, onChange }: ChipsProps) => {
  const shown = filters.flatMap((filter) => {
    const column = columns.find(({ id }) => id === filter.column);
    return column ? [{ filter, column }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <ul className={toolbar.chips} aria-label="Column filters">
      {shown.map(({ filter, column }) => (
        <li key={encodeFilter(filter)}>
          <button
            type="button"
            className={toolbar.chip}
            title="Remove this filter"
            onClick={() => onChange(filters.filter((one) => one !== filter))}
          >
            <span className={toolbar.chipValue}>
              <VisibleText text={column.name} /> {opWord(filter.op, column)}{' '}
              {needsValue(filter.op) &&
                (filter.value === '' ? 'empty text' : <VisibleText text={chipValue(filter, column, zone)} />)}
            </span>
            <span aria-hidden="true">×</span>
            <span className="visually-hidden">, remove</span>
          </button>
        </li>
      ))}
      {shown.length > 1 && (
        <li>
          <button type="button" className={toolbar.clear} onClick={() => onChange([])}>
            Clear all
          </button>
        </li>
      )}
    </ul>
  );
};

const chipValue = ({ value }: RowFilter, { kind }: ResultColumn, zone: Zone): string =>
  kind === 'time' ? shownText(value, kind, zone) : value.slice(0, 200);
