import { Link, useLocation } from 'react-router';
import { type WorkspaceParams, keepPageSearch, paths } from '../../paths';
import { Count } from '../../ui/count';
import { Glyph, type GlyphName } from '../../ui/glyph';
import { Skeleton } from '../../ui/skeleton';
import css from './dashboard.module.css';

export type Bar = {
  readonly value: string;
  readonly label: string;
  readonly color: string;
  readonly glyph: GlyphName;
  /** Undefined: unknown. */
  readonly count: number | undefined;
};

type BarGroupProps = {
  readonly title: string;
  readonly workspace: WorkspaceParams;
  /** Search parameter of the Changes tab that a bar filters by. */
  readonly parameter: 'type' | 'category';
  readonly bars: readonly Bar[];
  readonly pending: boolean;
};

/** Horizontal bars, scaled to the largest of the group. Each leads to the changes it counts. */
export const BarGroup = ({ title, workspace, parameter, bars, pending }: BarGroupProps) => {
  const { search } = useLocation();
  const most = Math.max(1, ...bars.map((bar) => bar.count ?? 0));
  const changesOf = (value: string) => {
    const params = new URLSearchParams(keepPageSearch(search));
    params.set(parameter, value);
    return `${paths.changes(workspace)}?${params}`;
  };
  return (
    <div className={css.bars}>
      <h2 className={css.bandTitle}>{title}</h2>
      <ul>
        {bars.map(({ value, label, color, glyph, count }) => (
          <li key={value}>
            <Link to={changesOf(value)} className={css.bar} title={`Show changes: ${label}`} preventScrollReset>
              <span className={css.barLabel}>
                <span style={{ color }}>
                  <Glyph name={glyph} />
                </span>
                {label}
              </span>
              <span className={css.barCount}>{pending ? <Skeleton width="32px" /> : <Count value={count} />}</span>
              <span className={css.barTrack} aria-hidden="true">
                {count !== undefined && count > 0 && (
                  <span style={{ width: `${Math.max(1.5, (count / most) * 100)}%`, background: color }} />
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
};
