import { Field, Input } from '@fluentui/react-components';
import { type RefObject, useState } from 'react';
import { AskDialog } from '../../ui/ask-dialog';

type ViewDialogProps = {
  readonly title: string;
  readonly action: string;
  /** The name to begin with; undefined where only a yes is wanted. */
  readonly name?: string;
  readonly text?: string;
  /** Names that other views have. */
  readonly taken?: readonly string[];
  /** Rejects with the API's error, which is shown. */
  readonly onDone: (name: string) => Promise<unknown>;
  readonly onClose: () => void;
  /** Gets the focus afterwards. */
  readonly returnTo: RefObject<HTMLElement | null>;
};

/** Asks for the name of a view, or whether to delete one. */
export const ViewDialog = ({ title, action, name, text, taken = [], onDone, onClose, returnTo }: ViewDialogProps) => {
  const [draft, setDraft] = useState(name ?? '');
  const chosen = draft.trim();
  const isTaken = taken.some((other) => other.trim().toLowerCase() === chosen.toLowerCase());
  return (
    <AskDialog
      title={title}
      action={{ label: action, onChosen: () => onDone(chosen) }}
      problem={
        name === undefined
          ? undefined
          : chosen === ''
            ? 'Give the view a name'
            : isTaken
              ? 'Give the view a name of its own'
              : undefined
      }
      failure="The view could not be changed"
      onClose={onClose}
      returnTo={returnTo}
    >
      {text !== undefined && <p>{text}</p>}
      {name !== undefined && (
        <Field
          label="Name"
          validationMessage={
            isTaken ? 'Another view has this name. Open and update that one, or choose another.' : undefined
          }
          hint="Everyone who can read this workspace sees the view."
        >
          <Input value={draft} maxLength={100} onChange={(_, { value }) => setDraft(value)} />
        </Field>
      )}
    </AskDialog>
  );
};
