import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { ErrorPanel } from './panels';

type Choice = {
  readonly label: string;
  /** Rejects with the API's error, which is shown; the dialog closes after success alone. */
  readonly onChosen: () => Promise<unknown>;
};

type AskDialogProps = {
  readonly title: string;
  /** What Enter and the primary button do. */
  readonly action: Choice;
  /** A second way to go on. */
  readonly other?: Choice | undefined;
  /** Why neither can be chosen yet. */
  readonly problem?: string | undefined;
  /** What stands above the API's error: "The query could not be saved". */
  readonly failure: string;
  readonly onClose: () => void;
  /** Gets the focus when the dialog has gone, where it was opened from a menu that is gone, too. */
  readonly returnTo?: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
};

/** Asks for a few values, or for a yes, does what was chosen, and stays open with what was entered when that fails. */
export const AskDialog = ({ title, action, other, problem, failure, onClose, returnTo, children }: AskDialogProps) => {
  useEffect(() => () => returnTo?.current?.focus(), [returnTo]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const isHeld = problem !== undefined || busy;
  const choose = async ({ onChosen }: Choice) => {
    if (isHeld) return;
    setBusy(true);
    setError(undefined);
    try {
      await onChosen();
      onClose();
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(_, { open }) => {
        if (!open) onClose();
      }}
    >
      <DialogSurface>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void choose(action);
          }}
        >
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent>
              {children}
              {error !== undefined && <ErrorPanel compact title={failure} error={error} />}
            </DialogContent>
            <DialogActions>
              <Button type="button" onClick={onClose}>
                Cancel
              </Button>
              {other && (
                <Button type="button" disabledFocusable={isHeld} title={problem} onClick={() => void choose(other)}>
                  {other.label}
                </Button>
              )}
              <Button type="submit" appearance="primary" disabledFocusable={isHeld} title={problem}>
                {action.label}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
};
