import { type SavedSearch, deleteSearch } from '../../../api/saved-searches';
import type { WorkspaceParams } from '../../../paths';
import { AskDialog } from '../../../ui/ask-dialog';
import { VisibleText } from '../../../ui/visible-text';

type DeleteDialogProps = {
  readonly workspace: WorkspaceParams;
  readonly search: SavedSearch;
  readonly onClose: () => void;
};

/** Asks before a saved query goes for everyone. */
export const DeleteDialog = ({ workspace, search, onClose }: DeleteDialogProps) => (
  <AskDialog
    title="Delete the query for everyone?"
    action={{ label: 'Delete', onChosen: () => deleteSearch(workspace, search) }}
    failure="The query could not be deleted"
    onClose={onClose}
  >
    <p>
      <VisibleText text={search.displayName} />
    </p>
    <p className="muted">Open tabs keep its text.</p>
  </AskDialog>
);
