import { ChevronRightRegular, SubtractCircleRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { FilterField } from '../../filters/change-filter';
import { useChangeFilter } from '../../filters/use-change-filter';
import { sideOf } from '../../filters/change-filter';
import { Count } from '../../ui/count';
import { Skeleton } from '../../ui/skeleton';
import { visibleString } from '../../ui/visible-parts';
import { VisibleText } from '../../ui/visible-text';
import css from './facets.module.css';
import type { FacetValue } from './facets';

type FacetGroupProps = {
  readonly title: string;
  readonly field: FilterField;
  /** Undefined while they are on their way for the first time. */
  readonly values: readonly FacetValue[] | undefined;
  /** Rows shown as skeletons until then. */
  readonly expected: number;
  /** Why there are no counts. */
  readonly failed?: boolean;
  /** Above the values: a search box, the way up. */
  readonly tools?: ReactNode;
  /** Below the values: "More". */
  readonly more?: ReactNode;
  /** Goes into a value that has an inside. */
  readonly onEnter?: (value: string) => void;
  readonly canEnter?: (value: string) => boolean;
};

/** One facet: its values with counts. A click shows only these, the sign beside it all but these; a second click takes it off. */
export const FacetGroup = (props: FacetGroupProps) => {
  const { title, field, values, expected, failed, tools, more, onEnter, canEnter } = props;
  const { filter, toggleTerm } = useChangeFilter();
  return (
    <section aria-label={title} className={css.group}>
      <h3 className={css.title} tabIndex={-1}>
        {title}
      </h3>
      {tools}
      {failed ? (
        <p className={css.none}>Counts could not be loaded</p>
      ) : values === undefined ? (
        Array.from({ length: expected }, (_, index) => (
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} className={css.value}>
            <Skeleton width={`${70 - index * 8}%`} />
          </div>
        ))
      ) : values.length === 0 ? (
        <p className={css.none}>None</p>
      ) : (
        <ul className={css.values}>
          {values.map(({ value, label, count }) => {
            const side = sideOf(filter, field, value);
            const name = visibleString(label);
            return (
              <li key={value} className={css.value} data-side={side}>
                <button
                  type="button"
                  className={css.include}
                  aria-pressed={side === 'include'}
                  title={name}
                  onClick={() => toggleTerm(field, value, 'include')}
                >
                  <span className={css.label}>
                    <VisibleText text={label} />
                  </span>
                  <Count value={count} />
                </button>
                <button
                  type="button"
                  className={css.side}
                  aria-pressed={side === 'exclude'}
                  aria-label={`Without ${name}`}
                  title={`Without ${name}`}
                  onClick={() => toggleTerm(field, value, 'exclude')}
                >
                  <SubtractCircleRegular fontSize={14} />
                </button>
                {canEnter?.(value) && (
                  <button
                    type="button"
                    className={css.side}
                    data-shown
                    aria-label={`Inside ${name}`}
                    title={`Inside ${name}`}
                    onClick={() => onEnter?.(value)}
                  >
                    <ChevronRightRegular fontSize={14} />
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {more}
    </section>
  );
};
