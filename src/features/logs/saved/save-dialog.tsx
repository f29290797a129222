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
import { useId, useState } from 'react';
import { savedSearchLimits } from '#core/contract/saved-searches';
import { type SavedSearch, saveSearch, savedSearchCategories } from '../../../api/saved-searches';
import type { WorkspaceParams } from '../../../paths';
import { ErrorPanel } from '../../../ui/panels';

type SaveDialogProps = {
  readonly workspace: WorkspaceParams;
  readonly query: string;
  /** Name to begin with. */
  readonly title: string;
  /** The saved query the text comes from, which can be replaced. */
  readonly from: SavedSearch | undefined;
  readonly categories: readonly string[];
  readonly onSaved: (saved: SavedSearch) => void;
  readonly onClose: () => void;
};

/** Keeps the query with the workspace, as a new one or in place of the one it was opened from. */
export const SaveDialog = ({ workspace, query, title, from, categories, onSaved, onClose }: SaveDialogProps) => {
  const [name, setName] = useState(from?.displayName ?? title);
  const [category, setCategory] = useState<string>(from?.category ?? savedSearchCategories.query);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const list = useId();
  const problem =
    name.trim() === ''
      ? 'Give the query a name'
      : category.trim() === ''
        ? 'Give the query a category'
        : query.length > savedSearchLimits.query
          ? `The query is longer than ${savedSearchLimits.query.toLocaleString('en-US')} characters`
          : undefined;

  const save = async (replaces: SavedSearch | undefined) => {
    if (problem !== undefined || busy) return;
    setBusy(true);
    setError(undefined);
    try {
      const search = { category: category.trim(), displayName: name.trim(), query };
      onSaved(await saveSearch(workspace, search, replaces));
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
            void save(from);
          }}
        >
          <DialogBody>
            <DialogTitle>Save the query</DialogTitle>
            <DialogContent>
              <Field label="Name" hint="Everyone who can read this workspace sees the query.">
                <Input
                  value={name}
                  maxLength={savedSearchLimits.displayName}
                  onChange={(_, { value }) => setName(value)}
                />
              </Field>
              <Field label="Category" hint="Queries of one category are listed together.">
                <Input
                  value={category}
                  maxLength={savedSearchLimits.category}
                  input={{ list }}
                  onChange={(_, { value }) => setCategory(value)}
                />
              </Field>
              <datalist id={list}>
                {categories.map((each) => (
                  <option key={each} value={each}>
                    {each}
                  </option>
                ))}
              </datalist>
              {error !== undefined && <ErrorPanel compact title="The query could not be saved" error={error} />}
            </DialogContent>
            <DialogActions>
              <Button type="button" onClick={onClose}>
                Cancel
              </Button>
              {from && (
                <Button
                  type="button"
                  disabledFocusable={problem !== undefined || busy}
                  title={problem}
                  onClick={() => void save(undefined)}
                >
                  Save as new
                </Button>
              )}
              <Button
                type="submit"
                appearance="primary"
                disabledFocusable={problem !== undefined || busy}
                title={problem}
              >
                {from ? 'Replace' : 'Save'}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
};
