import { Glyph } from '../ui/glyph';
import { visibleString } from '../ui/visible-parts';
import css from './table.module.css';

/** What a cell's value means as a filter. */
export type CellTerm = {
  /** The value as the reader knows it: "Category Added". Text of a monitored machine is allowed. */
  readonly text: string;
  readonly apply: (side: 'include' | 'exclude') => void;
};

/** The filter a cell stands for; undefined for cells nobody would filter by. Must be the same function until what it does changes. */
export type CellTermOf<R> = (row: R, columnId: string) => CellTerm | undefined;

export const filterSides = [
  ['include', 'Only'],
  ['exclude', 'Without'],
] as const;

/** Include and exclude, in the corner of the cell under the pointer; keyboards have the same in the row's menu. */
export const CellFilter = ({ term }: { readonly term: CellTerm }) => (
  <span className={css.cellFilter}>
    {filterSides.map(([side, word]) => (
      <button
        key={side}
        type="button"
        tabIndex={-1}
        title={`${word} ${visibleString(term.text)}`}
        aria-label={`${word} ${visibleString(term.text)}`}
        onClick={() => term.apply(side)}
      >
        <Glyph name={side} />
      </button>
    ))}
  </span>
);
