import { Select, Tab, TabList } from '@fluentui/react-components';
import { Suspense, lazy, useMemo, useState } from 'react';
import { useZone } from '../../../time-range/page-window';
import { zoneLabel } from '../../../time-range/zone';
import { formatCount } from '../../../ui/numbers';
import { EmptyPanel, Note } from '../../../ui/panels';
import { visibleString } from '../../../ui/visible-parts';
import { useSearchState } from '../../../url-state';
import type { RunState } from '../run-state';
import { renderWish } from './chart/chart-choice';
import { ResultGrid } from './result-grid';
import { resultColumns } from './result-table';
import css from './results.module.css';
import { resultsSearch } from './results-search';
import { NoRowsPanel, durationText } from './run-states';

const ResultChart = lazy(() => import('./chart/result-chart'));

type DoneRun = Extract<RunState, { state: 'done' }>;

const countWords = (count: number, one: string) => `${formatCount(count)} ${count === 1 ? one : `${one}s`}`;

/** An answer: which of its tables, as rows or as a chart, and how it came about. */
export const ResultView = ({ run, customerId }: { readonly run: DoneRun; readonly customerId: string }) => {
  const zone = useZone();
  const [search, update] = useSearchState(resultsSearch);
  const tables = run.tables && run.tables.length > 1 ? run.tables : [run.table];
  const [chosen, setChosen] = useState(0);
  const table = tables[chosen] ?? run.table;
  const columns = useMemo(() => resultColumns(table), [table]);
  const count = table.rows.length;
  const wish = renderWish(run.render);
  const view = search.view || (wish.show === 'chart' ? 'chart' : 'table');
  return (
    <>
      <div className={css.head}>
        <TabList
          size="small"
          selectedValue={view}
          onTabSelect={(_, { value }) => update({ view: value === 'chart' ? 'chart' : 'table' })}
        >
          <Tab value="table">Results</Tab>
          <Tab value="chart">Chart</Tab>
        </TabList>
        {tables.length > 1 && (
          <Select
            size="small"
            aria-label="Table of the result"
            value={String(chosen)}
            onChange={(_, { value }) => setChosen(Number(value))}
          >
            {tables.map(({ name, rows }, index) => (
              // Tables of a reply have no other identity than their place.
              // oxlint-disable-next-line react/no-array-index-key
              <option key={index} value={index}>
                {visibleString(name)} ({countWords(rows.length, 'row')})
              </option>
            ))}
          </Select>
        )}
        <p className={css.status} role="status">
          <span className="numbers">{countWords(count, 'row')}</span>
          <span className="numbers">{durationText(run.durationMs)}</span>
          <span>Times in {zoneLabel(zone)}</span>
        </p>
      </div>
      {columns.length === 0 ? (
        <div className={css.state}>
          <EmptyPanel title="No columns">
            The query gives {countWords(count, 'row')} without columns, so there is nothing to show.
          </EmptyPanel>
        </div>
      ) : count === 0 ? (
        <NoRowsPanel timespan={run.timespan} />
      ) : (
        <>
          {view === 'table' && wish.show === 'other' && (
            <Note kind="info">
              The query asks for {visibleString(wish.name)}, which is not drawn here. Its rows are below; Chart offers
              other drawings of them.
            </Note>
          )}
          {view === 'chart' ? (
            <Suspense fallback={<p className={css.state}>Loading the chart</p>}>
              <ResultChart key={chosen} table={table} columns={columns} render={run.render} zone={zone} />
            </Suspense>
          ) : (
            <ResultGrid
              key={chosen}
              table={table}
              columns={columns}
              zone={zone}
              query={
                chosen === 0
                  ? {
                      customerId,
                      kql: run.text,
                      timespan: run.timespan,
                      relativeTimespan: run.relative,
                      fileName: 'query_data',
                    }
                  : undefined
              }
            />
          )}
        </>
      )}
    </>
  );
};
