import { Suspense, lazy, useMemo } from 'react';
import type { useKept } from '../../api/use-kept';
import type { Workspace } from '../../api/workspaces';
import { describeError } from '../../api/errors';
import type { PageWindow } from '../../time-range/page-window';
import { formatTime } from '../../time-range/zone';
import { categories, categoryColors, typeLooks } from '../../ui/change-words';
import { Count } from '../../ui/count';
import { Note } from '../../ui/panels';
import { Skeleton } from '../../ui/skeleton';
import { Sparkline } from '../../ui/sparkline';
import { Button } from '@fluentui/react-components';
import { BarGroup } from './bar-group';
import css from './dashboard.module.css';
import { bucketsOf, chartBounds, summaryQuery, totalsOf } from './queries';

// Charts are half a megabyte of code: they come after the numbers, in a boundary of their own.
const ChangesChart = lazy(() => import('./changes-chart'));

type SummaryData = NonNullable<Awaited<ReturnType<NonNullable<ReturnType<typeof summaryQuery>['queryFn']>>>>;
type Kept = ReturnType<typeof useKept<SummaryData>>;

const types = ['Files', 'Registry'] as const;

const Total = ({ label, children }: { readonly label: string; readonly children: React.ReactNode }) => (
  <div className={css.total}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

type SummaryProps = {
  readonly workspace: Workspace;
  readonly window: PageWindow;
  readonly summary: Kept;
  readonly folded: boolean;
};

/** Totals, bars and chart. A part that failed says so where its figure would stand; the others stay. */
export const Summary = ({ workspace, window, summary, folded }: SummaryProps) => {
  const { data, asOf, failure } = summary;
  const changes = data?.changes;
  const servers = data?.servers;
  const totals = useMemo(() => (changes?.ok ? totalsOf(changes.rows) : undefined), [changes]);
  const buckets = useMemo(
    () => (changes?.ok ? bucketsOf(changes.rows, chartBounds(window), 'category') : undefined),
    [changes, window],
  );
  const failed = [changes, servers].find((part) => part && !part.ok);
  const partial = [changes, servers].find((part) => part?.ok && part.partial);
  const error = failure?.error ?? (failed && !failed.ok ? failed.error : undefined);
  const reason = error === undefined ? undefined : 'Could not be loaded';
  const pending = data === undefined && !failure;

  const totalsList = (
    <dl className={css.totals} aria-busy={pending}>
      <Total label="Total servers">
        {pending ? (
          <Skeleton width="48px" height={20} />
        ) : (
          <Count value={servers?.ok ? (servers.rows[0]?.Servers ?? 0) : null} reason={reason} />
        )}
      </Total>
      <Total label="Total changes">
        {pending ? <Skeleton width="64px" height={20} /> : <Count value={totals?.changes} reason={reason} />}
      </Total>
    </dl>
  );

  return (
    <section aria-label="Summary" className={css.summary} data-folded={folded}>
      {error !== undefined && (
        <Note
          kind="warning"
          action={
            failure && (
              <Button size="small" onClick={failure.retry}>
                Retry
              </Button>
            )
          }
        >
          {data && asOf !== undefined && failure
            ? `The last refresh failed: these are the figures as of ${formatTime(asOf, window.zone)}. `
            : 'Some figures could not be loaded. '}
          {describeError(error).message} {describeError(error).code && `(${describeError(error).code})`}
        </Note>
      )}
      {partial?.ok && partial.partial && (
        <Note kind="warning">Partial figures: the query was cut off. {partial.partial.message}</Note>
      )}
      <div className={css.band}>
        {totalsList}
        {folded ? (
          buckets && <Sparkline values={buckets.map(({ total }) => total)} width={240} />
        ) : (
          <>
            <BarGroup
              title="Change type"
              workspace={workspace}
              parameter="type"
              bars={types.map((type) => ({
                value: type,
                label: typeLooks[type].label,
                color: typeLooks[type].color,
                glyph: typeLooks[type].glyph,
                count: totals ? (totals.type[type] ?? 0) : undefined,
              }))}
              pending={pending}
            />
            <BarGroup
              title="Change category"
              workspace={workspace}
              parameter="category"
              bars={categories.map((category) => ({
                value: category,
                label: category,
                color: categoryColors[category],
                glyph: categoryGlyph[category],
                count: totals ? (totals.category[category] ?? 0) : undefined,
              }))}
              pending={pending}
            />
            <div className={css.chart}>
              <Suspense fallback={<Skeleton height={152} />}>
                {buckets ? (
                  <ChangesChart buckets={buckets} zone={window.zone} />
                ) : pending ? (
                  <Skeleton height={152} />
                ) : (
                  <p className="muted">The chart could not be loaded.</p>
                )}
              </Suspense>
            </div>
          </>
        )}
      </div>
    </section>
  );
};

const categoryGlyph = { Added: 'added', Modified: 'modified', Removed: 'removed' } as const;
