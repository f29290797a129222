import { SearchBox as FluentSearchBox } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';

/** Keystrokes within this time, ms, are one search. */
const debounceMs = 250;

type SearchFieldProps = {
  /** What the URL says. */
  readonly value: string;
  readonly onSearch: (value: string) => void;
  readonly label: string;
  /** Esc in the empty box, or Enter: on to the rows. */
  readonly onLeave?: () => void;
};

/** Search of a table: debounced, cleared with Esc. The app's `/` finds it by its type. */
export const SearchField = ({ value, onSearch, label, onLeave }: SearchFieldProps) => {
  const [draft, setDraft] = useState(value);
  const [seen, setSeen] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // The URL changed by other means than this box (Back, "clear all"): show what it says.
  if (value !== seen) {
    setSeen(value);
    if (value !== draft.trim()) setDraft(value);
  }

  useEffect(() => () => clearTimeout(timer.current), []);

  const search = (next: string, wait: number) => {
    setDraft(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(next.trim()), wait);
  };

  return (
    <FluentSearchBox
      size="medium"
      style={{ inlineSize: 360, maxInlineSize: '100%' }}
      value={draft}
      placeholder={label}
      aria-label={label}
      aria-keyshortcuts="/"
      onChange={(_, { value: next }) => search(next, next === '' ? 0 : debounceMs)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          search(draft, 0);
          onLeave?.();
        } else if (event.key === 'Escape') {
          event.stopPropagation();
          if (draft === '') onLeave?.();
          else search('', 0);
        }
      }}
    />
  );
};
