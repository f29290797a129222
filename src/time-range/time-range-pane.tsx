import { Pane } from '../ui/pane';
import { useSearchState } from '../url-state';
import { usePageWindow } from './page-window';
import { presetLabels, presets, rangeSearch, zones } from './range';
import css from './time-range-pane.module.css';
import { zoneLabel, zoneOffset } from './zone';

/** Filter of a page: time range and zone, applied at once, both in the URL. */
export const TimeRangePane = ({ onClose }: { readonly onClose: () => void }) => {
  const [{ range, tz }, update] = useSearchState(rangeSearch);
  const { asOf } = usePageWindow();
  return (
    <Pane title="Filter" onClose={onClose}>
      <fieldset className={css.group}>
        <legend>Time range</legend>
        {presets.map((preset) => (
          <label key={preset} className={css.choice}>
            <input type="radio" name="range" checked={range === preset} onChange={() => update({ range: preset })} />
            {presetLabels[preset]}
            {preset === 'P7D' && <span className="muted">(default)</span>}
          </label>
        ))}
      </fieldset>
      <fieldset className={css.group}>
        <legend>Time zone</legend>
        {zones.map((zone) => (
          <label key={zone} className={css.choice}>
            <input type="radio" name="zone" checked={tz === zone} onChange={() => update({ tz: zone })} />
            {zone === 'utc' ? 'UTC' : 'Browser'}
            {zone === 'browser' && (
              <span className="muted">
                {zoneLabel(zone)}, now {zoneOffset(zone, asOf)}
              </span>
            )}
          </label>
        ))}
      </fieldset>
    </Pane>
  );
};
