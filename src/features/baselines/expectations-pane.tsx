import { Button } from '@fluentui/react-components';
import { DismissCircleRegular, SaveRegular } from '@fluentui/react-icons';
import { netlogonBaseline, netlogonSettings } from '#core/fim/netlogon-baseline';
import type { Access } from '../../api/access';
import { errorStatus } from '../../api/errors';
import { Pane } from '../../ui/pane';
import { ErrorPanel, Note } from '../../ui/panels';
import { WithReason } from '../../ui/with-reason';
import css from './baselines.module.css';
import { ExpectationField } from './expectation-field';
import type { ExpectationsState } from './use-expectations';

/** Why nothing can be saved now. */
const saveReason = ({ edited, isSaved, problems, saving }: ExpectationsState): Access => {
  const wrong = edited.filter((name) => problems[name] !== undefined);
  if (saving) return { allowed: false, reason: 'Saving' };
  if (edited.length === 0 && isSaved) return { allowed: false, reason: 'Nothing was edited' };
  return wrong.length > 0 ? { allowed: false, reason: `To be mended first: ${wrong.join(', ')}` } : { allowed: true };
};

/** The gallery: ten values with what they mean and what they have to be in this workspace. Edits show in the matrix at once. */
export const ExpectationsPane = ({
  state,
  access,
  onClose,
}: {
  readonly state: ExpectationsState;
  readonly access: Access;
  readonly onClose: () => void;
}) => {
  const { saved, draft, edited, theirs, problems, failure } = state;
  const mayEdit = access.allowed && !state.saving && state.isKnown;
  const maySave = access.allowed ? saveReason(state) : access;
  const isConflict = failure !== undefined && [409, 412].includes(errorStatus(failure) ?? 0);
  return (
    <Pane
      title={netlogonBaseline.title}
      subtitle="Expected values in this workspace"
      onClose={onClose}
      commands={
        <>
          <WithReason access={maySave}>
            <Button
              appearance="subtle"
              icon={<SaveRegular />}
              disabled={!maySave.allowed}
              onClick={() => void state.save()}
            >
              Save expectations
            </Button>
          </WithReason>
          <Button
            appearance="subtle"
            icon={<DismissCircleRegular />}
            disabled={edited.length === 0 || state.saving}
            onClick={state.discard}
          >
            Discard
          </Button>
        </>
      }
    >
      {!access.allowed && <Note kind="info">{access.reason}</Note>}
      {isConflict ? (
        <Note kind="warning">
          Not saved: somebody else saved expectations meanwhile. Theirs are shown now, with your edits kept.{' '}
          {theirs.length > 0 ? 'Look at those both of you changed, and save again.' : 'Save again to add yours.'}
        </Note>
      ) : (
        failure !== undefined && <ErrorPanel compact title="The expectations could not be saved." error={failure} />
      )}
      {state.isUnreadable && (
        <Note kind="warning">
          This workspace has expectations that this version cannot read. Suggested values are shown; saving replaces the
          ones there are.
        </Note>
      )}
      {state.isKnown && !state.isSaved && (
        <p className={css.intro}>
          These are suggestions so far. Once saved they hold for everybody who reads this workspace.
        </p>
      )}
      {netlogonSettings.map((setting) => {
        const name = setting.valueName;
        const value = name in draft ? draft[name] : saved[name];
        return (
          <ExpectationField
            key={name}
            setting={setting}
            value={value ?? null}
            saved={saved[name] ?? null}
            isEdited={edited.includes(name)}
            isContested={theirs.includes(name)}
            problem={problems[name]}
            disabled={!mayEdit}
            onChange={(next) => state.edit(name, next)}
            onDrop={() => state.drop(name)}
          />
        );
      })}
    </Pane>
  );
};
