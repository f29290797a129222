import { useArrivals } from '../../api/live';
import { liveInterval } from '../../api/mode';
import type { PageWindow } from '../../time-range/page-window';
import { presetLabels } from '../../time-range/range';
import { formatTime, zoneLabel } from '../../time-range/zone';
import css from './dashboard.module.css';

type AsOfProps = { readonly window: PageWindow; readonly asOf: number | undefined; readonly workspace: string };

/** What the numbers refer to: range, moment, zone; and whether the page looks for news by itself. */
export const AsOf = ({ window, asOf, workspace }: AsOfProps) => {
  const looked = useArrivals(workspace) !== undefined;
  return (
    <span className={css.asOf}>
      {liveInterval !== undefined && (
        <span
          className={css.live}
          data-on={looked}
          title={`Looks for new changes every ${liveInterval / 1000} seconds while this tab is in front.`}
        >
          Live
        </span>
      )}
      <span>{presetLabels[window.preset]}</span>
      <span className="numbers">
        {asOf === undefined ? 'loading' : `as of ${formatTime(asOf, window.zone)}`} ({zoneLabel(window.zone)})
      </span>
    </span>
  );
};
