import { Button } from '@fluentui/react-components';
import { DeleteRegular, DismissRegular, SaveRegular } from '@fluentui/react-icons';
import { type SubmitEvent, useId, useMemo, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { toDataSource } from '#core/fim/data-source';
import type { ItemProblem } from '#core/fim/item-rules';
import type { MonitoredEntity } from '#core/fim/monitored-entity';
import { readConfigurationItem, refreshConfiguration } from '../../api/configuration';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { errorStatus } from '../../api/errors';
import { paths } from '../../paths';
import { Pane } from '../../ui/pane';
import { ErrorPanel, Note } from '../../ui/panels';
import { type Step, type StepResult, deleteStep, editStep, runSteps } from './change-set';
import { ConflictPanel } from './conflict-panel';
import { type Draft, draftOf, draftProblems, finished } from './draft';
import { ItemFields } from './item-fields';
import css from './item-form.module.css';
import type { Item } from './items';
import { PathLab } from './lab/path-lab';
import { LeaveGuard } from '../../ui/leave-guard';
import { useSettings } from './settings-context';
import type { findItemTab } from './tabs';

type ItemFormProps = {
  readonly tab: NonNullable<ReturnType<typeof findItemTab>>;
  readonly start: Draft;
  /** The item as it was when the form was opened; undefined for a new one. */
  readonly stored: Item | undefined;
  /** Every item of the workspace, as they are now. */
  readonly items: readonly Item[];
};

type Clash = { readonly kind: 'changed'; readonly theirs: Item } | { readonly kind: 'deleted' | 'exists' };

/** Stores an item that is not there: a new one, or `kept` again with everything it held. */
const addStep = (entity: MonitoredEntity, kept: Item | undefined): Step =>
  kept
    ? { ...editStep(kept.dataSource, entity), before: undefined }
    : { name: entity.name, before: undefined, after: toDataSource(entity) };

/** Errors that typing on may mend: said when the field is left. All others are said while typing. */
const unfinished: ReadonlySet<string> = new Set([
  'NameRequired',
  'PathRequired',
  'NotAbsolute',
  'HiveRequired',
  'KeyRequired',
  'RelativeSegment',
]);

const same = (a: MonitoredEntity, b: MonitoredEntity) => JSON.stringify(a) === JSON.stringify(b);

/** The pane that adds or edits one item: checks while typing, saves against the version it was opened with, and guards its input. */
export const ItemForm = ({ tab, start, stored, items }: ItemFormProps) => {
  const workspace = useCurrentWorkspace();
  const { access, report } = useSettings();
  const navigate = useNavigate();
  const { search } = useLocation();
  const formId = useId();
  const [base, setBase] = useState(stored);
  const [draft, setDraft] = useState(start);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [clash, setClash] = useState<Clash>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const leaving = useRef(false);

  const problems = useMemo(() => draftProblems(draft, items, base?.dataSource.name), [draft, items, base]);
  const isDirty = draft.itemName !== start.itemName || !same(draft.entity, base?.entity ?? start.entity);
  const firstError = problems.find(({ severity }) => severity === 'error');
  const reason = !access.allowed
    ? access.reason
    : (firstError?.message ?? (isDirty ? undefined : base ? 'Nothing changed' : 'Nothing entered'));

  const toList = () => void navigate(paths.settings(workspace, tab.id) + search);
  const leave = () => {
    leaving.current = true;
    toList();
  };

  const finish = async (step: Step, text: string, onConflict: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    const [result] = await runSteps(workspace, [step]);
    setBusy(false);
    await settle(result, text, onConflict);
  };
  const settle = async (result: StepResult | undefined, text: string, onConflict: () => Promise<void>) => {
    if (!result) return;
    if (result.ok) {
      report({ text, results: [result] });
      leave();
    } else if (errorStatus(result.error) === 412) {
      try {
        await onConflict();
      } catch (failure) {
        setError(failure);
      }
    } else setError(result.error);
  };
  const readTheirs = async () => {
    if (!base) return setClash({ kind: 'exists' });
    const theirs = await readConfigurationItem(workspace, base.dataSource.name);
    void refreshConfiguration(workspace);
    setClash(
      theirs?.entity
        ? {
            kind: 'changed',
            theirs: { dataSource: theirs.dataSource, entity: theirs.entity, enabled: theirs.entity.enabled },
          }
        : { kind: 'deleted' },
    );
  };
  const store = (entity: MonitoredEntity, against: Item | undefined) =>
    finish(
      against ? editStep(against.dataSource, entity) : addStep(entity, undefined),
      `${against ? 'Saved' : 'Added'} ${entity.path}.`,
      readTheirs,
    );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setLeft(new Set(['name', 'path', 'group', 'recurse', 'links', 'content']));
    if (reason === undefined && !busy) void store(finished(draft), base);
  };
  const remove = (item: Item) => void finish(deleteStep(item.dataSource), `Deleted ${item.entity.path}.`, readTheirs);
  const takeTheirs = (theirs: Item) => {
    setBase(theirs);
    setDraft(draftOf(theirs));
    setClash(undefined);
  };
  const keepMerged = (merged: MonitoredEntity, theirs: Item) => {
    setBase(theirs);
    setDraft({ ...draft, entity: merged });
    setClash(undefined);
    if (same(merged, theirs.entity)) leave();
    else void store(merged, theirs);
  };

  const shownProblems = problems.filter(
    ({ severity, field, code }: ItemProblem) => severity !== 'error' || left.has(field) || !unfinished.has(code),
  );
  return (
    <Pane
      title={`${base ? 'Edit' : 'Add'} ${tab.one}`}
      subtitle="Change tracking"
      onClose={toList}
      commands={
        <>
          <Button
            type="submit"
            form={formId}
            appearance="subtle"
            icon={<SaveRegular />}
            disabledFocusable={reason !== undefined || busy || clash !== undefined}
            title={reason}
          >
            Save
          </Button>
          <Button
            appearance="subtle"
            icon={<DeleteRegular />}
            disabledFocusable={!base || !access.allowed || busy || clash !== undefined}
            title={access.allowed ? (base ? undefined : 'Not stored yet') : access.reason}
            onClick={() => base && remove(base)}
          >
            Delete
          </Button>
          <Button appearance="subtle" icon={<DismissRegular />} onClick={leave}>
            Discard
          </Button>
          {reason !== undefined && (
            <span className={css.why} title={reason}>
              {reason}
            </span>
          )}
        </>
      }
    >
      <LeaveGuard isDirty={isDirty && access.allowed} leaving={leaving} />
      <form id={formId} className={css.form} onSubmit={submit} noValidate>
        {!access.allowed && <Note kind="info">{access.reason}</Note>}
        {error !== undefined && <ErrorPanel compact title="It could not be stored." error={error} />}
        {clash?.kind === 'exists' && (
          <Note kind="warning">
            Somebody else stored an item of this name meanwhile. Nothing was overwritten: choose another name.
          </Note>
        )}
        {clash?.kind === 'deleted' && base && (
          <Note
            kind="warning"
            action={
              <>
                <Button
                  size="small"
                  appearance="primary"
                  disabled={busy}
                  onClick={() =>
                    void finish(addStep(finished(draft), base), `Added ${draft.entity.path} again.`, readTheirs)
                  }
                >
                  Add it again
                </Button>
                <Button size="small" onClick={leave}>
                  Discard
                </Button>
              </>
            }
          >
            Somebody else deleted this item meanwhile. What you entered is still here.
          </Note>
        )}
        {clash?.kind === 'changed' && base && (
          <ConflictPanel
            key={clash.theirs.dataSource.etag}
            base={base.entity}
            mine={finished(draft)}
            theirs={clash.theirs.entity}
            busy={busy}
            onSave={(merged) => keepMerged(merged, clash.theirs)}
            onTakeTheirs={() => takeTheirs(clash.theirs)}
          />
        )}
        <ItemFields
          draft={draft}
          onChange={(next) => {
            setDraft(next);
            if (clash?.kind === 'exists' && next.itemName !== draft.itemName) setClash(undefined);
          }}
          problems={shownProblems}
          onLeave={(field) => setLeft(new Set([...left, field]))}
          stored={base?.entity}
          disabled={!access.allowed || busy}
        />
      </form>
      <PathLab entity={draft.entity} />
    </Pane>
  );
};
