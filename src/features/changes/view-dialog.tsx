import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
} from '@fluentui/react-components';
import { useState } from 'react';
import { ErrorPanel } from '../../ui/panels';

type ViewDialogProps = {
  readonly title: string;
  readonly action: string;
  /** The name to begin with; undefined where only a yes is wanted. */
  readonly name?: string;
  readonly text?: string;
  /** Rejects with the API's error, which is shown. */
  readonly onDone: (name: string) => Promise<unknown>;
  readonly onClose: () => void;
};

/** Asks for the name of a view, or whether to delete one. */
export const ViewDialog = ({ title, action, name, text, onDone, onClose }: ViewDialogProps) => {
  const [draft, setDraft] = useState(name ?? '');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const missing = name !== undefined && draft.trim() === '';
  const submit = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await onDone(draft.trim());
      onClose();
    } catch (failure) {
      setError(failure);
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
            if (!missing && !busy) void submit();
          }}
        >
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent>
              {text !== undefined && <p>{text}</p>}
              {name !== undefined && (
                <Field label="Name" hint="Everyone who can read this workspace sees the view.">
                  <Input value={draft} maxLength={100} onChange={(_, { value }) => setDraft(value)} />
                </Field>
              )}
              {error !== undefined && <ErrorPanel compact title="The view could not be changed" error={error} />}
            </DialogContent>
            <DialogActions>
              <Button type="button" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" appearance="primary" disabled={missing || busy}>
                {action}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
};
