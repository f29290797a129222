import { Checkbox } from '@fluentui/react-components';
import { useId } from 'react';
import { parseMonitoredItem } from '#core/fim/data-source';
import { describeError } from '../../../api/errors';
import { formatCount } from '../../../ui/numbers';
import { visibleString } from '../../../ui/visible-parts';
import { VisibleText } from '../../../ui/visible-text';
import { type Difference, type DryRunState, isOpen } from './dry-run-state';
import { PropertyChanges } from './property-changes';
import css from './transfer.module.css';

type Status = Difference['status'];

const heads: Readonly<Record<Status, string>> = {
  added: 'Added',
  changed: 'Changed',
  onlyHere: 'Only here',
  unchanged: 'Unchanged',
};

const entryOf = (difference: Difference) => ('after' in difference ? difference.after : difference.before);

/** The path an entry is about, or its name where it is none of those with a path. */
const titleOf = (difference: Difference): string => {
  const { name, kind, properties } = entryOf(difference);
  const entity = parseMonitoredItem({ name, kind, properties });
  if (!entity || entity.path === '') return name;
  return entity.kind === 'windowsRegistry' && entity.valueName !== ''
    ? `${entity.path} | ${entity.valueName}`
    : entity.path;
};

const Row = ({ difference, state }: { readonly difference: Difference; readonly state: DryRunState }) => {
  const failure = state.failed.find(({ step }) => step.name === difference.name);
  const refusal = 'refusal' in difference ? difference.refusal : undefined;
  const title = titleOf(difference);
  const entry = entryOf(difference);
  return (
    <li data-failed={failure !== undefined || refusal !== undefined}>
      <div className={css.entry}>
        {difference.status !== 'unchanged' && (
          <Checkbox
            aria-label={`Apply ${visibleString(title)}`}
            checked={state.isChosen(difference)}
            disabled={!isOpen(difference) || state.phase.kind !== 'review'}
            onChange={(_, { checked }) => state.choose([difference], checked === true)}
          />
        )}
        <div className={css.entryText}>
          <span className="mono">
            <VisibleText text={title} />
          </span>
          <span className={css.entryName}>
            <VisibleText text={`${entry.kind} / ${difference.name}`} />
          </span>
          {difference.status === 'changed' && <PropertyChanges changes={difference.properties} />}
          {refusal !== undefined && <span className={css.problem}>Cannot be stored: {refusal}</span>}
          {failure && !failure.ok && (
            <span className={css.problem}>Not done: {describeError(failure.error).message}</span>
          )}
        </div>
      </div>
    </li>
  );
};

type GroupProps = { readonly status: Status; readonly note: string; readonly state: DryRunState };

const Group = ({ status, note, state }: GroupProps) => {
  const head = useId();
  const title = status === 'onlyHere' && state.removesRest ? 'To be removed' : heads[status];
  const all = state.shown.filter((difference) => difference.status === status);
  const open = all.filter(isOpen);
  const chosen = open.filter(state.isChosen).length;
  if (all.length === 0) return null;
  return (
    <section aria-labelledby={head} className={css.group}>
      <div className={css.groupHead}>
        {open.length > 0 && (
          <Checkbox
            aria-label={`All of ${title}`}
            checked={chosen === 0 ? false : chosen === open.length ? true : 'mixed'}
            disabled={state.phase.kind !== 'review'}
            onChange={(_, { checked }) => state.choose(open, checked === true)}
          />
        )}
        <h3 id={head}>
          {title} <span className="numbers">({formatCount(all.length)})</span>
        </h3>
        <span className="muted">{note}</span>
      </div>
      <ul className={css.entries}>
        {all.map((difference) => (
          <Row key={difference.name} difference={difference} state={state} />
        ))}
      </ul>
    </section>
  );
};

/** What a dry run found, by what would happen to it, with a box for each entry and each group. */
export const DifferenceList = ({ state }: { readonly state: DryRunState }) => {
  const unchanged = state.shown.filter(({ status }) => status === 'unchanged').length;
  return (
    // Long lists scroll, and so have to be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css.differences} role="group" aria-label="Differences" tabIndex={0}>
      <Group status="added" note="Not in this workspace yet." state={state} />
      <Group status="changed" note="Stored with other properties." state={state} />
      <Group status="onlyHere" note={state.removesRest ? '' : 'Chosen ones are removed.'} state={state} />
      {unchanged > 0 && (
        <p className="muted">
          {formatCount(unchanged)} {unchanged === 1 ? 'entry is' : 'entries are'} the same on both sides.
        </p>
      )}
    </div>
  );
};
