import type { KeyboardEvent } from 'react';
import type { Zone } from '../../time-range/range';
import { formatTime, zoneLabel } from '../../time-range/zone';
import { formatCount } from '../../ui/numbers';
import css from './changes-chart.module.css';
import type { Bucket } from './queries';
import type { Series } from './series';

type BucketTableProps = {
  readonly buckets: readonly Bucket[];
  readonly series: readonly Series[];
  readonly zone: Zone;
  /** A time was chosen, and the value of the series where it was a count. */
  readonly onPick: (bucket: Bucket, only?: string) => void;
};

/** What was pressed goes with its row: the table keeps the focus. */
const keepFocus = ({ currentTarget }: { readonly currentTarget: HTMLElement }) =>
  currentTarget.closest('section')?.focus({ preventScroll: true });

const buttonIn = (cell: Element | undefined) => cell?.querySelector('button');

/** Arrow keys go from count to count, over those that are 0. */
const moveFocus = (event: KeyboardEvent<HTMLElement>) => {
  const cell = event.target instanceof Element ? event.target.closest('th, td') : null;
  const row = cell?.closest('tr');
  if (!cell || !row) return;
  const cells = [...row.cells];
  const rows = [...(row.parentElement?.children ?? [])];
  const column = cells.findIndex((one) => one === cell);
  const ways: Readonly<Record<string, readonly (Element | undefined)[]>> = {
    ArrowRight: cells.slice(column + 1),
    ArrowLeft: cells.slice(0, column).toReversed(),
    ArrowDown: rows.slice(rows.indexOf(row) + 1).map((one) => one.children[column]),
    ArrowUp: rows
      .slice(0, rows.indexOf(row))
      .toReversed()
      .map((one) => one.children[column]),
  };
  const way = ways[event.key];
  if (!way) return;
  event.preventDefault();
  way.map(buttonIn).find(Boolean)?.focus();
};

/** The chart's numbers, one bucket a row: a time narrows the page to it, a count to its changes at that time. */
export const BucketTable = ({ buckets, series, zone, onPick }: BucketTableProps) => (
  // A region that scrolls must take focus, or keyboards cannot scroll it.
  // Its arrow keys only move the focus between the buttons in it.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions
  <section className={css.tableScroller} tabIndex={0} aria-label="Table of changes over time" onKeyDown={moveFocus}>
    <table className={css.table} aria-label="Changes over time">
      <thead>
        <tr>
          <th scope="col">From [{zoneLabel(zone)}]</th>
          {series.map(({ value, label }) => (
            <th key={value} scope="col" data-numeric>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {buckets.map((bucket) => (
          <tr key={bucket.start}>
            <th scope="row" className="numbers">
              <button
                type="button"
                className={css.pick}
                title="Narrow to this time"
                onClick={(event) => {
                  keepFocus(event);
                  onPick(bucket);
                }}
              >
                {formatTime(bucket.start, zone)}
              </button>
            </th>
            {series.map(({ value, label }) => {
              const count = bucket.counts[value] ?? 0;
              return (
                <td key={value} data-numeric className="numbers">
                  {count === 0 ? (
                    <span className="muted">0</span>
                  ) : (
                    // One stop of the Tab key a row; arrow keys go on from there.
                    <button
                      type="button"
                      tabIndex={-1}
                      className={css.pick}
                      title={`Only ${label} at this time`}
                      onClick={(event) => {
                        keepFocus(event);
                        onPick(bucket, value);
                      }}
                    >
                      {formatCount(count)}
                    </button>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
