import { Button, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import type { MonitoredEntity } from '#core/fim/monitored-entity';
import { VisibleText } from '../../ui/visible-text';
import { type FieldId, type Side, fieldConflicts, fieldLabels, mergeEntities } from './conflict';
import css from './item-form.module.css';

type ConflictPanelProps = {
  readonly base: MonitoredEntity;
  readonly mine: MonitoredEntity;
  readonly theirs: MonitoredEntity;
  /** Stores the outcome. */
  readonly onSave: (merged: MonitoredEntity) => void;
  /** Gives up the input for what is stored now. */
  readonly onTakeTheirs: () => void;
  readonly busy: boolean;
};

/** Somebody else stored the item since the form was opened: what both started from, theirs and yours, to choose by field. */
export const ConflictPanel = ({ base, mine, theirs, onSave, onTakeTheirs, busy }: ConflictPanelProps) => {
  const conflicts = fieldConflicts(base, mine, theirs);
  const [picked, setPicked] = useState<Readonly<Partial<Record<FieldId, Side>>>>({});
  const sideOf = (field: FieldId) => picked[field] ?? conflicts.find((one) => one.field === field)?.usual;
  const open = conflicts.filter(({ field }) => sideOf(field) === undefined);
  const merge = () => onSave(mergeEntities(mine, theirs, (field) => sideOf(field) ?? 'theirs'));
  return (
    <section className={css.conflict} role="alert" aria-labelledby="conflict-title">
      <h3 id="conflict-title">Somebody else changed this item meanwhile</h3>
      <p>
        Nothing was stored and nothing you entered is lost.{' '}
        {conflicts.length === 0
          ? 'Both of you came to the same settings.'
          : 'Choose whose value to keep. Where only one side changed a field, that side is chosen already.'}
      </p>
      {conflicts.length > 0 && (
        <table className={css.compare}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">You started from</th>
              <th scope="col">Theirs</th>
              <th scope="col">Yours</th>
              <th scope="col">Keep</th>
            </tr>
          </thead>
          <tbody>
            {conflicts.map(({ field, base: was, mine: ours, theirs: other }) => (
              <tr key={field}>
                <th scope="row">{fieldLabels[field]}</th>
                {[was, other, ours].map((text, index) => (
                  <td key={['base', 'theirs', 'mine'][index]}>
                    <VisibleText text={text === '' ? '-' : text} />
                  </td>
                ))}
                <td>
                  <RadioGroup
                    aria-label={`Keep for ${fieldLabels[field]}`}
                    value={sideOf(field) ?? ''}
                    onChange={(_, { value }) => setPicked({ ...picked, [field]: value === 'mine' ? 'mine' : 'theirs' })}
                  >
                    <Radio value="theirs" label="Theirs" />
                    <Radio value="mine" label="Yours" />
                  </RadioGroup>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={css.buttons}>
        <Button
          appearance="primary"
          disabledFocusable={open.length > 0 || busy}
          title={open.length > 0 ? `Choose for ${open.map(({ field }) => fieldLabels[field]).join(', ')}` : undefined}
          onClick={merge}
        >
          Save the merged item
        </Button>
        <Button disabled={busy} onClick={() => onSave(mergeEntities(mine, theirs, () => 'mine'))}>
          Keep mine
        </Button>
        <Button disabled={busy} onClick={onTakeTheirs}>
          Take theirs
        </Button>
      </div>
    </section>
  );
};
