import { Field, Input } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { savedSearchLimits } from '#core/contract/saved-searches';
import { type SavedSearch, saveSearch, savedSearchCategories } from '../../../api/saved-searches';
import type { WorkspaceParams } from '../../../paths';
import { AskDialog } from '../../../ui/ask-dialog';
import css from '../logs.module.css';

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

const functionName = /^[A-Za-z_]\w*$/;

const aliasProblem = (alias: string): string | undefined =>
  alias === '' || functionName.test(alias)
    ? undefined
    : 'A function name has letters, digits and _ only, and no digit first';

const problemOf = (name: string, category: string, alias: string, query: string): string | undefined => {
  if (name.trim() === '') return 'Give the query a name';
  if (category.trim() === '') return 'Give the query a category';
  const wrongAlias = aliasProblem(alias);
  if (wrongAlias !== undefined) return wrongAlias;
  if (query.length > savedSearchLimits.query)
    return `The query is longer than ${savedSearchLimits.query.toLocaleString('en-US')} characters`;
  return undefined;
};

/** Keeps the query with the workspace, as a new one or in place of the one it was opened from. */
export const SaveDialog = ({ workspace, query, title, from, categories, onSaved, onClose }: SaveDialogProps) => {
  const [name, setName] = useState(from?.displayName ?? title);
  const [category, setCategory] = useState<string>(from?.category ?? savedSearchCategories.query);
  const [typedAlias, setAlias] = useState(from?.functionAlias ?? '');
  const alias = typedAlias.trim();
  const [parameters, setParameters] = useState(from?.functionParameters ?? '');
  const list = useId();
  const save = async (replaces: SavedSearch | undefined) => {
    const search = {
      category: category.trim(),
      displayName: name.trim(),
      query,
      ...(alias !== '' && { functionAlias: alias, functionParameters: parameters.trim() || undefined }),
    };
    onSaved(await saveSearch(workspace, search, replaces));
  };
  return (
    <AskDialog
      title="Save the query"
      action={{ label: from ? 'Replace' : 'Save', onChosen: () => save(from) }}
      other={from && { label: 'Save as new', onChosen: () => save(undefined) }}
      problem={problemOf(name, category, alias, query)}
      failure="The query could not be saved"
      onClose={onClose}
    >
      <div className={css.fields}>
        <Field label="Name" hint="Everyone who can read this workspace sees the query.">
          <Input value={name} maxLength={savedSearchLimits.displayName} onChange={(_, { value }) => setName(value)} />
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
        <Field
          label="Function name"
          hint="Optional. Other queries of this workspace call it by this name."
          validationMessage={aliasProblem(alias)}
        >
          <Input value={typedAlias} maxLength={128} onChange={(_, { value }) => setAlias(value)} />
        </Field>
        {alias !== '' && (
          <Field label="Parameters" hint="Optional, as in: since: datetime, path: string = &quot;&quot;">
            <Input value={parameters} maxLength={2_000} onChange={(_, { value }) => setParameters(value)} />
          </Field>
        )}
      </div>
    </AskDialog>
  );
};
