import { useState } from 'react';
import { Pane } from '../ui/pane';
import { useSearchState } from '../url-state';
import { usePageWindow } from './page-window';
import { presets, rangeSearch, zones } from './range';
import { presetLabels } from './range-words';
import css from './time-range-pane.module.css';
import { zoneLabel, zoneOffset } from './zone';

/**
 * A value the URL holds, shown as chosen at once: the router takes a moment to write it, and a radio button must not jump back
 * meanwhile.
 */
const useChosen = <T extends string>(value: T, choose: (next: T) => void) => {
  const [pending, setPending] = useState<{ readonly from: T; readonly to: T }>();
  // Written: from here on the URL speaks, also when Back changes it.
  if (pending && pending.from !== value) setPending(undefined);
  const set = (to: T) => {
    setPending({ from: value, to });
    choose(to);
  };
  return [pending?.from === value ? pending.to : value, set] as const;
};

/** Filter of a page: time range and zone, applied at once, both in the URL. */
export const TimeRangePane = ({ onClose }: { readonly onClose: () => void }) => {
  const [{ range, tz }, update] = useSearchState(rangeSearch);
  const [shownRange, chooseRange] = useChosen<string>(range, (next) => update({ range: next }));
  const [shownZone, chooseZone] = useChosen(tz, (next) => update({ tz: next }));
  const { asOf } = usePageWindow();
  return (
    <Pane title="Filter" onClose={onClose}>
      <fieldset className={css.group}>
        <legend>Time range</legend>
        {presets.map((preset) => (
          <label key={preset} className={css.choice}>
            <input type="radio" name="range" checked={shownRange === preset} onChange={() => chooseRange(preset)} />
            {presetLabels[preset]}
            {preset === 'P7D' && <span className="muted">(default)</span>}
          </label>
        ))}
      </fieldset>
      <fieldset className={css.group}>
        <legend>Time zone</legend>
        {zones.map((zone) => (
          <label key={zone} className={css.choice}>
            <input type="radio" name="zone" checked={shownZone === zone} onChange={() => chooseZone(zone)} />
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
