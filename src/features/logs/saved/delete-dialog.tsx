import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useState } from 'react';
import { type SavedSearch, deleteSearch } from '../../../api/saved-searches';
import type { WorkspaceParams } from '../../../paths';
import { ErrorPanel } from '../../../ui/panels';
import { VisibleText } from '../../../ui/visible-text';

type DeleteDialogProps = {
  readonly workspace: WorkspaceParams;
  readonly search: SavedSearch;
  readonly onClose: () => void;
};

/** Asks before a saved query goes for everyone. */
export const DeleteDialog = ({ workspace, search, onClose }: DeleteDialogProps) => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const remove = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await deleteSearch(workspace, search);
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
        <DialogBody>
          <DialogTitle>Delete the query for everyone?</DialogTitle>
          <DialogContent>
            <p>
              <VisibleText text={search.displayName} />
            </p>
            <p className="muted">Open tabs keep its text.</p>
            {error !== undefined && <ErrorPanel compact title="The query could not be deleted" error={error} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button appearance="primary" disabled={busy} onClick={() => void remove()}>
              Delete
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};
