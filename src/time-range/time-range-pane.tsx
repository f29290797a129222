import { Button, Field, Input, Select } from '@fluentui/react-components';
import { CheckmarkRegular, DismissRegular, PinRegular } from '@fluentui/react-icons';
import { Fragment, useState } from 'react';
import { Pane } from '../ui/pane';
import { Note } from '../ui/panels';
import { useSearchState } from '../url-state';
import { usePageWindow } from './page-window';
import { absoluteRange, presets, rangeSearch, zones } from './range';
import { type DraftField, type RangeDraft, beyondRetention, draftOf, inZone, rangeOfDraft } from './range-draft';
import { presetLabels, rangeLabel, rangeUnits } from './range-words';
import css from './time-range-pane.module.css';
import { zoneLabel, zoneOffset } from './zone';

const choices = [...presets, 'relative', 'absolute'] as const;
const choiceLabels = {
  ...presetLabels,
  relative: 'Other length, up to now',
  absolute: 'From one time to another',
} as const;

/** The form judges by the time of the last keystroke. */
const renew = (set: (now: number) => void) => set(Date.now());

type TimeRangePaneProps = {
  /** How long the workspace keeps rows, where that is known. */
  readonly retentionInDays: number | undefined;
  readonly onClose: () => void;
};

/** Filter of a page: time range and zone, both in the URL once they are applied. */
export const TimeRangePane = ({ retentionInDays, onClose }: TimeRangePaneProps) => {
  const [, update] = useSearchState(rangeSearch);
  const window = usePageWindow();
  const [draft, setDraft] = useState(() => draftOf(window.range, window.zone, window));
  const [left, setLeft] = useState<ReadonlySet<DraftField>>(new Set());
  const [now, setNow] = useState(Date.now);
  const { range, errors } = rangeOfDraft(draft, now);
  const beyond = beyondRetention(range, retentionInDays, now);
  const change = (patch: Partial<RangeDraft>) => {
    setDraft({ ...draft, ...patch });
    renew(setNow);
  };
  const leave = (field: DraftField) => setLeft(new Set([...left, field]));
  const problem = (field: DraftField) => (left.has(field) ? errors[field] : undefined);
  const reason = errors.count ?? errors.from ?? errors.to;

  const apply = () => {
    if (!range) {
      // Enter in a field: what is wrong with it shows at once.
      setLeft(new Set(['count', 'from', 'to']));
      return;
    }
    update({ range: range.text, tz: draft.zone, was: '' }, { replace: false });
    onClose();
  };
  const pinned = absoluteRange({
    start: Math.floor(window.start / 1000) * 1000,
    end: Math.ceil(window.end / 1000) * 1000,
  });
  const pin = () => {
    update({ range: pinned.text, was: '' }, { replace: false });
    onClose();
  };

  /** What a choice asks for beside itself. */
  const fields = {
    relative: (
      <div className={css.fields}>
        <Field label="Last" validationMessage={problem('count')}>
          <Input
            inputMode="numeric"
            value={draft.count}
            onChange={(_, { value }) => change({ count: value })}
            onBlur={() => leave('count')}
          />
        </Field>
        <Field label="Unit">
          <Select
            value={draft.unit}
            onChange={(_, { value }) =>
              change({ unit: rangeUnits.find(({ unit }) => unit === value)?.unit ?? draft.unit })
            }
          >
            {rangeUnits.map(({ unit }) => (
              <option key={unit} value={unit}>
                {unit}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    ),
    absolute: (
      <div className={css.fields}>
        {(['from', 'to'] as const).map((field) => (
          <Field
            key={field}
            label={field === 'from' ? 'From' : 'To'}
            hint={field === 'from' ? `Date and time, ${zoneLabel(draft.zone)}` : 'Not included'}
            validationMessage={problem(field)}
          >
            <Input
              value={draft[field]}
              placeholder="2026-11-01 13:00"
              spellCheck={false}
              autoComplete="off"
              onChange={(_, { value }) => change({ [field]: value })}
              onBlur={() => leave(field)}
            />
          </Field>
        ))}
      </div>
    ),
  };

  return (
    <Pane
      title="Filter"
      subtitle={`Shown now: ${rangeLabel(window.range, window.zone)}`}
      onClose={onClose}
      commands={
        <>
          <Button
            appearance="subtle"
            icon={<CheckmarkRegular />}
            disabledFocusable={!range}
            title={reason}
            onClick={apply}
          >
            Apply
          </Button>
          <Button appearance="subtle" icon={<DismissRegular />} onClick={onClose}>
            Cancel
          </Button>
          <Button
            appearance="subtle"
            icon={<PinRegular />}
            disabledFocusable={window.range.kind === 'absolute'}
            title={
              window.range.kind === 'absolute'
                ? 'The range shown now is pinned: a link to it means the same times for ever.'
                : `Fixes ${rangeLabel(pinned, window.zone)}, so that a link to this page goes on showing it.`
            }
            onClick={pin}
          >
            Pin this range
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <fieldset className={css.group}>
          <legend>Time range</legend>
          {choices.map((choice) => (
            <Fragment key={choice}>
              <label className={css.choice}>
                <input
                  type="radio"
                  name="range"
                  checked={draft.choice === choice}
                  onChange={() => change({ choice })}
                />
                {choiceLabels[choice]}
                {choice === 'P7D' && <span className="muted">(default)</span>}
              </label>
              {choice === draft.choice && (choice === 'relative' || choice === 'absolute') && fields[choice]}
            </Fragment>
          ))}
          {beyond !== undefined && <Note kind="info">{beyond}</Note>}
        </fieldset>
        <fieldset className={css.group}>
          <legend>Time zone</legend>
          {zones.map((zone) => (
            <label key={zone} className={css.choice}>
              <input
                type="radio"
                name="zone"
                checked={draft.zone === zone}
                onChange={() => setDraft(inZone(draft, zone))}
              />
              {zone === 'utc' ? 'UTC' : 'Browser'}
              {zone === 'browser' && (
                <span className="muted">
                  {zoneLabel(zone)}, now {zoneOffset(zone, window.asOf)}
                </span>
              )}
            </label>
          ))}
        </fieldset>
        {/* Enter in a field applies; the command bar has the button people see. */}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Pane>
  );
};
