import type { Zone } from '../../../../time-range/range';
import { VisibleText } from '../../../../ui/visible-text';
import css from './chart.module.css';
import type { ChartData } from './chart-data';
import { pointLabel, valueText } from './chart-tip';

/** The numbers of a chart as a table, for who prefers or needs one. */
export const ChartTable = ({
  data,
  zone,
  label,
  x,
}: {
  readonly data: ChartData;
  readonly zone: Zone;
  readonly label: string;
  readonly x: string;
}) => (
  // A scroller must be reachable by keyboard.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <div className={css.tableScroller} tabIndex={0} role="region" aria-label={`${label}, numbers`}>
    <table className={css.table}>
      <caption className="visually-hidden">{label}</caption>
      <thead>
        <tr>
          <th scope="col">
            <VisibleText text={x} />
          </th>
          {data.series.map((name, slot) => (
            <th key={`${slot} ${name}`} scope="col" data-numeric>
              <VisibleText text={name.slice(0, 100)} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.points.map((point) => (
          <tr key={point.index}>
            <th scope="row" className="numbers">
              <VisibleText text={pointLabel(point, data.axis, zone).slice(0, 200)} />
            </th>
            {data.series.map((name, slot) => (
              <td key={`${slot} ${name}`} data-numeric className="numbers">
                {valueText(point.values[slot] ?? null)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
