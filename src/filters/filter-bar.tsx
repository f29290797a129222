import { DismissRegular } from '@fluentui/react-icons';
import { useCurrentWorkspace } from '../api/current-workspace';
import { rangeSearch, timeRangeOf } from '../time-range/range';
import { spanText } from '../time-range/range-words';
import { isChangeType, typeLooks } from '../ui/change-words';
import { PathText } from '../ui/path-text';
import { useFocusInList } from '../ui/use-focus-in-list';
import { VisibleText } from '../ui/visible-text';
import { visibleString } from '../ui/visible-parts';
import { useSearchState } from '../url-state';
import { type FilterField, filterFields, isFiltered } from './change-filter';
import css from './filter-bar.module.css';
import { type Term, termOf } from './terms';
import { useChangeFilter } from './use-change-filter';
import { useServerNames } from './use-server-names';

/** How a chip calls each field. */
const fieldNames = {
  server: 'Server',
  type: 'Type',
  category: 'Category',
  path: 'Path begins with',
  entity: 'Entity',
  field: 'Changed',
} as const satisfies Record<FilterField, string>;

type ChipProps = {
  readonly field: string;
  readonly value: string;
  readonly exclude?: boolean;
  /** A path or key, whose end says most. */
  readonly isPath?: boolean;
  /** Turns the filter round; without it the chip can only be removed. */
  readonly onTurn?: () => void;
  readonly onRemove: () => void;
};

const Chip = ({ field, value, exclude = false, isPath = false, onTurn, onRemove }: ChipProps) => {
  const name = `${field}: ${exclude ? 'not ' : ''}${visibleString(value)}`;
  const text = (
    <>
      <span className="muted">{field}:</span>
      {exclude && <strong>not</strong>}
      <span className={css.value}>{isPath ? <PathText text={value} /> : <VisibleText text={value} />}</span>
    </>
  );
  return (
    <li className={css.chip} data-exclude={exclude} title={name}>
      {onTurn ? (
        <button
          type="button"
          className={css.text}
          aria-label={`${name}. ${exclude ? 'Include instead' : 'Exclude instead'}`}
          onClick={onTurn}
        >
          {text}
        </button>
      ) : (
        <span className={css.text}>{text}</span>
      )}
      <button type="button" className={css.remove} aria-label={`Remove filter ${name}`} onClick={onRemove}>
        <DismissRegular fontSize={12} />
      </button>
    </li>
  );
};

const noServers: readonly string[] = [];

/**
 * What narrows the pages of a workspace, as chips: a click on one turns it round (only these, all but these), its cross removes it.
 * A range that was narrowed in the chart has one too, which leads back to the range before. `searchShown`: a search box beside it
 * shows `q`.
 */
export const FilterBar = ({ searchShown = false }: { readonly searchShown?: boolean }) => {
  const { customerId } = useCurrentWorkspace();
  const { filter, setTerm, search, clear } = useChangeFilter();
  const keys = filter.server.length > 0 ? filter.server.map((text) => termOf(text).value) : noServers;
  const names = useServerNames(customerId, keys);
  const shownAs = (field: FilterField, { value }: Term) => {
    if (field === 'server') return names?.get(value) || value;
    return field === 'type' && isChangeType(value) ? typeLooks[value].label : value;
  };
  const searched = !searchShown && filter.q.trim() !== '';
  const [{ range: rangeText, was, tz }, updateRange] = useSearchState(rangeSearch);
  const range = timeRangeOf(rangeText);
  const narrowedTo = was !== '' && range.kind === 'absolute' ? spanText(range, tz) : undefined;
  const widen = () => updateRange({ range: was, was: '' }, { replace: false });
  const chips = filterFields.reduce(
    (sum, field) => sum + filter[field].length,
    Number(searched) + Number(narrowedTo !== undefined),
  );
  const list = useFocusInList(chips);
  if (chips === 0) return null;
  return (
    // Its entries are what is pressed; the list only learns which of them goes.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <ul className={css.chips} aria-label="Filters" {...list}>
      {searched && <Chip field="Search" value={filter.q} onRemove={() => search('')} />}
      {filterFields.flatMap((field) =>
        filter[field].map((text) => {
          const term = termOf(text);
          return (
            <Chip
              key={`${field} ${term.value}`}
              field={fieldNames[field]}
              value={shownAs(field, term)}
              exclude={term.exclude}
              isPath={field === 'path' || field === 'entity'}
              onTurn={() => setTerm(field, term.value, term.exclude ? 'include' : 'exclude')}
              onRemove={() => setTerm(field, term.value, 'off')}
            />
          );
        }),
      )}
      {narrowedTo !== undefined && <Chip field="Time" value={narrowedTo} onRemove={widen} />}
      {isFiltered(filter) && (
        <li>
          <button
            type="button"
            className={css.clear}
            onClick={() => {
              if (narrowedTo !== undefined) widen();
              clear();
            }}
          >
            Clear all
          </button>
        </li>
      )}
    </ul>
  );
};
