import { useEffect, useId, useRef, useState } from 'react';
import css from './search-box.module.css';
import { isPlain } from './visible-parts';
import { VisibleText } from './visible-text';

type SearchBoxProps = {
  /** Also the placeholder: "Search servers". */
  readonly label: string;
  /** What the URL says. */
  readonly value: string;
  readonly onSearch: (value: string) => void;
  /** Enter, or Esc in the empty box: on to what was searched, which may be on its way to the URL yet. */
  readonly onLeave?: (wanted: string) => void;
};

/** Pause after the last keystroke before the page searches, milliseconds. */
const pause = 200;

/**
 * A search field over view state in the URL: reports what is typed after a short pause, at once on Enter, Esc and when it
 * is left. The app's `/` finds it by its type.
 */
export const SearchBox = ({ label, value, onSearch, onLeave }: SearchBoxProps) => {
  const [draft, setDraft] = useState(value);
  const [seen, setSeen] = useState(value);
  // Searches under way to the URL. One that arrives while more is being typed must not undo that.
  const [sent, setSent] = useState<readonly string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  if (value !== seen) {
    setSeen(value);
    const own = sent.indexOf(value);
    setSent(own === -1 ? [] : sent.slice(own + 1));
    // Changed by other means than this box (Back, "clear all"): show what the URL says.
    if (own === -1) setDraft(value);
  }

  const commit = (next: string) => {
    clearTimeout(timer.current);
    const wanted = next.trim();
    if (wanted === (sent.at(-1) ?? value)) return;
    setSent([...sent, wanted]);
    onSearch(wanted);
  };
  const latest = useRef(commit);
  useEffect(() => {
    latest.current = commit;
  });
  const type = (next: string) => {
    setDraft(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => latest.current(next), pause);
  };

  // A field shows its text as it is: characters that reorder it, or do not show at all, are told of under it.
  const isOdd = !isPlain(draft);
  const noteId = useId();

  return (
    <div className={css.box}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M7 2.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM10.5 10.5l3 3" />
      </svg>
      <input
        type="search"
        aria-label={label}
        aria-describedby={isOdd ? noteId : undefined}
        aria-keyshortcuts="/"
        placeholder={label}
        value={draft}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => type(event.target.value)}
        onBlur={() => commit(draft)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            commit(draft);
            onLeave?.(draft.trim());
          } else if (event.key === 'Escape') {
            event.stopPropagation();
            if (draft !== '') {
              setDraft('');
              commit('');
            } else if (onLeave) onLeave('');
            else event.currentTarget.blur();
          }
        }}
      />
      {isOdd && (
        <div id={noteId} className={css.note}>
          Holds characters that do not show: <VisibleText text={draft} />
        </div>
      )}
    </div>
  );
};
