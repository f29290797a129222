import { OpenRegular } from '@fluentui/react-icons';
import { Suspense, lazy, useMemo } from 'react';
import { Link, useLocation } from 'react-router';
import * as z from 'zod/mini';
import type { useInStep } from '../../api/in-step';
import type { Workspace } from '../../api/workspaces';
import { type PageQuestion, answerTo } from '../../filters/page-question';
import { useChangeFilter } from '../../filters/use-change-filter';
import { keepPageSearch, paths } from '../../paths';
import { formatTime } from '../../time-range/zone';
import { Count } from '../../ui/count';
import { ErrorPanel, Note } from '../../ui/panels';
import { OpenInLogs } from '../../ui/open-in-logs';
import { Skeleton } from '../../ui/skeleton';
import { Sparkline } from '../../ui/sparkline';
import { useSearchState } from '../../url-state';
import { BarGroup } from './bar-group';
import css from './dashboard.module.css';
import { bucketsOf, chartBounds, type summaryQuery, totalsKql, totalsOf } from './queries';
import type { RangeHistory } from './range-history';
import { seriesOf } from './series';

// Charts are half a megabyte of code: they come after the numbers, in a boundary of their own.
const ChangesChart = lazy(() => import('./changes-chart'));

const chartSearch = z.object({
  stack: z.catch(z.enum(['category', 'type']), 'category'),
  /** Changes over time as a chart or as figures. */
  overtime: z.catch(z.enum(['chart', 'table']), 'chart'),
});

type SummaryData = NonNullable<Awaited<ReturnType<NonNullable<ReturnType<typeof summaryQuery>['queryFn']>>>>;

const learnMore = [
  {
    label: 'Learn more about file integrity monitoring',
    href: 'https://learn.microsoft.com/azure/defender-for-cloud/file-integrity-monitoring-overview',
  },
  {
    label: 'Which files to monitor',
    href: 'https://learn.microsoft.com/azure/defender-for-cloud/file-integrity-monitoring-overview#which-files-should-i-monitor',
  },
] as const;

type TotalProps = { readonly label: string; readonly to: string; readonly children: React.ReactNode };

const Total = ({ label, to, children }: TotalProps) => {
  const { search } = useLocation();
  return (
    <div className={css.total}>
      <dt>{label}</dt>
      <dd>
        <Link to={to + keepPageSearch(search)} preventScrollReset>
          {children}
        </Link>
      </dd>
    </div>
  );
};

type SummaryProps = {
  readonly workspace: Workspace;
  /** What the page asks now; `summary` may still answer what it asked before. */
  readonly question: PageQuestion;
  readonly summary: ReturnType<typeof useInStep<SummaryData, PageQuestion>>;
  /** Asks for all figures again. */
  readonly onRetry: () => void;
  readonly folded: boolean;
  readonly history: RangeHistory;
};

/** Totals, bars and chart. A part that failed says so where its figure would stand; the others stay. */
export const Summary = ({ workspace, question, summary, onRetry, folded, history }: SummaryProps) => {
  const { failure } = summary;
  const data = answerTo(question, summary);
  const [{ stack, overtime }, update] = useSearchState(chartSearch);
  const { filter, toggleTerm } = useChangeFilter();
  const shown = (data && summary.question) ?? question;
  const changes = data?.changes;
  const servers = data?.servers;
  const totals = useMemo(() => (changes?.ok ? totalsOf(changes.rows) : undefined), [changes]);
  const buckets = useMemo(
    () => (changes?.ok ? bucketsOf(changes.rows, chartBounds(shown.window), stack) : undefined),
    [changes, shown.window, stack],
  );
  const failed = [changes, servers].find((part) => part && !part.ok);
  const partial = [changes, servers].find((part) => part?.ok && part.partial);
  const error = failure?.error ?? (failed && !failed.ok ? failed.error : undefined);
  const reason = error === undefined ? undefined : 'Could not be loaded';
  const pending = data === undefined && !failure;
  // A refresh changes figures in place; another range or filter says first that they are not its own yet.
  const isOther = summary.isStale && shown.choice !== question.choice;
  const bars = { pending, filter, onToggle: toggleTerm };

  return (
    <section
      aria-label="Summary"
      aria-busy={pending || isOther}
      className={css.summary}
      data-folded={folded}
      data-stale={isOther}
    >
      {error !== undefined && (
        <ErrorPanel
          compact
          title={
            data && failure
              ? `The last refresh failed: these are the figures as of ${formatTime(shown.window.asOf, shown.window.zone)}`
              : 'Some figures could not be loaded'
          }
          error={error}
          onRetry={onRetry}
        />
      )}
      {partial?.ok && partial.partial && (
        <Note kind="warning">Partial figures: the query was cut off. {partial.partial.message}</Note>
      )}
      <div className={css.band}>
        <div className={css.lead}>
          <dl className={css.totals}>
            <Total label="Total servers" to={paths.servers(workspace)}>
              {pending ? (
                <Skeleton width="48px" height={20} />
              ) : (
                <Count value={servers?.ok ? (servers.rows[0]?.Servers ?? 0) : null} reason={reason} />
              )}
            </Total>
            <Total label="Total changes" to={paths.changes(workspace)}>
              {pending ? <Skeleton width="64px" height={20} /> : <Count value={totals?.changes} reason={reason} />}
            </Total>
          </dl>
          {!folded && (
            <div className={css.totalsLogs}>
              <OpenInLogs query={() => ({ kql: totalsKql(filter) })} />
            </div>
          )}
          {!folded && (
            <p className={css.learn}>
              {learnMore.map(({ label, href }) => (
                <a key={href} href={href} target="_blank" rel="noopener noreferrer">
                  {label} <OpenRegular aria-label="(opens in a new tab)" fontSize={12} />
                </a>
              ))}
            </p>
          )}
        </div>
        {folded ? (
          buckets && <Sparkline values={buckets.map(({ total }) => total)} width={240} />
        ) : (
          <>
            <BarGroup
              title="Change type"
              field="type"
              bars={seriesOf('type', filter.all)}
              counts={totals?.type}
              {...bars}
            />
            <BarGroup
              title="Change category"
              field="category"
              bars={seriesOf('category', filter.all)}
              counts={totals?.category}
              {...bars}
            />
            <div className={css.chart}>
              <Suspense fallback={<Skeleton height={152} />}>
                {buckets ? (
                  <ChangesChart
                    buckets={buckets}
                    series={seriesOf(stack, shown.filter.all)}
                    window={shown.window}
                    stack={stack}
                    filter={filter}
                    history={history}
                    onToggle={toggleTerm}
                    onStack={(next) => update({ stack: next })}
                    asTable={overtime === 'table'}
                    onAsTable={(next) => update({ overtime: next ? 'table' : 'chart' })}
                  />
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
