import { useFocusInList } from '../../ui/use-focus-in-list';
import { VisibleText } from '../../ui/visible-text';
import { visibleString } from '../../ui/visible-parts';
import css from '../../filters/filter-bar.module.css';

type FilterChip = {
  readonly key: string;
  /** "Category". */
  readonly field: string;
  readonly value: string;
  readonly onRemove: () => void;
};

/** What narrows the list: each part removable, all at once at the end. Nothing while nothing narrows it. */
export const FilterChips = ({
  chips,
  onClear,
}: {
  readonly chips: readonly FilterChip[];
  readonly onClear: () => void;
}) => {
  const list = useFocusInList(chips.length);
  return chips.length === 0 ? null : (
    // Its entries are what is pressed; the list only learns which of them goes.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <ul className={css.chips} aria-label="Filters" {...list}>
      {chips.map(({ key, field, value, onRemove }) => (
        <li key={key} className={css.chip}>
          <span className={css.text}>
            <span className="muted">{field}:</span>
            <span className={css.value}>
              <VisibleText text={value} />
            </span>
          </span>
          <button
            type="button"
            className={css.remove}
            aria-label={`Remove filter ${field}: ${visibleString(value)}`}
            title="Remove this filter"
            onClick={onRemove}
          >
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
};
