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
  readonly onPick: (bucket: Bucket) => void;
};

const Figure = ({ value }: { readonly value: number }) =>
  value === 0 ? <span className="muted">0</span> : formatCount(value);

/** The chart's numbers, one bucket a row; its time narrows the page to it. */
export const BucketTable = ({ buckets, series, zone, onPick }: BucketTableProps) => (
  // A region that scrolls must take focus, or keyboards cannot scroll it.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <section className={css.tableScroller} tabIndex={0} aria-label="Table of changes over time">
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
              <button type="button" className={css.pick} title="Narrow to this time" onClick={() => onPick(bucket)}>
                {formatTime(bucket.start, zone)}
              </button>
            </th>
            {series.map(({ value }) => (
              <td key={value} data-numeric className="numbers">
                <Figure value={bucket.counts[value] ?? 0} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
