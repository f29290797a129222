import { useLiveState } from '../../api/live';
import { liveInterval } from '../../api/mode';
import type { PageWindow } from '../../time-range/page-window';
import { rangeLabel } from '../../time-range/range-words';
import { formatTime, zoneLabel } from '../../time-range/zone';
import css from './dashboard.module.css';

type AsOfProps = { readonly window: PageWindow; readonly asOf: number | undefined; readonly workspace: string };

const liveWords = {
  waiting: 'Live',
  on: 'Live',
  failing: 'Not live: no answer',
} as const;

/** What the numbers refer to: range, moment, zone; and whether the page looks for news by itself. */
export const AsOf = ({ window, asOf, workspace }: AsOfProps) => {
  const live = useLiveState(workspace);
  return (
    <span className={css.asOf}>
      {live !== 'off' && (
        <span
          className={css.live}
          data-live={live}
          title={
            live === 'failing'
              ? 'The last look for new changes failed. It goes on trying.'
              : `Looks for new changes every ${(liveInterval ?? 0) / 1000} seconds while this tab is in front.`
          }
        >
          {liveWords[live]}
        </span>
      )}
      <span>{rangeLabel(window.range, window.zone)}</span>
      <span className="numbers">
        {asOf !== undefined && `as of ${formatTime(asOf, window.zone)} `}({zoneLabel(window.zone)})
      </span>
    </span>
  );
};
