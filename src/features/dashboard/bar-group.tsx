import { SubtractCircleRegular } from '@fluentui/react-icons';
import { type ChangeFilter, sideOf } from '../../filters/change-filter';
import { Count } from '../../ui/count';
import { Glyph } from '../../ui/glyph';
import { Skeleton } from '../../ui/skeleton';
import css from './dashboard.module.css';
import type { Series } from './series';

type BarGroupProps = {
  readonly title: string;
  readonly field: 'type' | 'category';
  readonly bars: readonly Series[];
  /** Changes by value; undefined while unknown. */
  readonly counts: Readonly<Record<string, number>> | undefined;
  readonly pending: boolean;
  readonly filter: ChangeFilter;
  readonly onToggle: (field: 'type' | 'category', value: string, side: 'include' | 'exclude') => void;
};

/**
 * Horizontal bars, scaled to the largest of the group. A click shows only what the bar counts, or everything else with Alt or the
 * minus beside it; the same click again takes the filter off.
 */
export const BarGroup = ({ title, field, bars, counts, pending, filter, onToggle }: BarGroupProps) => {
  const most = Math.max(1, ...bars.map(({ value }) => counts?.[value] ?? 0));
  return (
    <div className={css.bars} data-wide={bars.length > 3} role="group" aria-label={title}>
      <h2 className={css.bandTitle}>{title}</h2>
      <ul>
        {bars.map(({ value, label, color, glyph }) => {
          const side = sideOf(filter, field, value);
          const count = counts ? (counts[value] ?? 0) : undefined;
          return (
            <li key={value} className={css.barRow} data-side={side}>
              <button
                type="button"
                className={css.bar}
                aria-pressed={side === 'include'}
                title={side === 'off' ? `Only ${label} (Alt+click: all but ${label})` : 'Remove this filter'}
                onClick={(event) =>
                  onToggle(field, value, side === 'exclude' || (side === 'off' && event.altKey) ? 'exclude' : 'include')
                }
              >
                <span className={css.barLabel}>
                  <span style={{ color }}>
                    <Glyph name={glyph} />
                  </span>
                  <span className={css.barWord}>{label}</span>
                </span>
                <span className={css.barCount}>{pending ? <Skeleton width="32px" /> : <Count value={count} />}</span>
                <span className={css.barTrack} aria-hidden="true">
                  {count !== undefined && count > 0 && (
                    <span style={{ width: `${Math.max(1.5, (count / most) * 100)}%`, background: color }} />
                  )}
                </span>
              </button>
              <button
                type="button"
                className={css.barExclude}
                aria-label={`Exclude ${label}`}
                aria-pressed={side === 'exclude'}
                title={side === 'exclude' ? 'Remove this filter' : `All but ${label}`}
                onClick={() => onToggle(field, value, 'exclude')}
              >
                <SubtractCircleRegular fontSize={16} />
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
};
