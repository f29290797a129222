import { Button } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { describeError } from '../../api/errors';
import { Note } from '../../ui/panels';
import { VisibleText } from '../../ui/visible-text';
import { runSteps, undoSteps } from './change-set';
import type { DoneChange } from './settings-context';

type DoneNoteProps = { readonly done: DoneChange; readonly onClose: () => void };

/** What was done to the settings last, with a way back. An item somebody changed since stays as it is and is named. */
export const DoneNote = ({ done, onClose }: DoneNoteProps) => {
  const here = useCurrentWorkspace();
  const workspace = done.workspace ?? here;
  const steps = undoSteps(done.results);
  const undo = useMutation({ mutationFn: () => runSteps(workspace, steps) });
  const failed = undo.data?.flatMap((result) => (result.ok ? [] : [result])) ?? [];
  const isUndone = undo.data !== undefined;
  return (
    <Note
      kind={failed.length > 0 ? 'warning' : 'info'}
      action={
        <>
          {!isUndone && steps.length > 0 && (
            <Button size="small" disabled={undo.isPending} onClick={() => undo.mutate()}>
              {undo.isPending ? 'Undoing' : 'Undo'}
            </Button>
          )}
          <Button size="small" appearance="subtle" onClick={onClose}>
            Dismiss
          </Button>
        </>
      }
    >
      <VisibleText text={done.text} />
      {isUndone && (failed.length === 0 ? ' Undone.' : ` ${failed.length} of ${steps.length} could not be undone:`)}
      {failed.length > 0 && (
        <ul>
          {failed.map(({ step, error }) => (
            <li key={step.name}>
              <VisibleText text={step.name} />: {describeError(error).message}
            </li>
          ))}
        </ul>
      )}
    </Note>
  );
};
