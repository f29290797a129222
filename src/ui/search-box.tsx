import { useEffect, useRef, useState } from 'react';
import css from './search-box.module.css';

type SearchBoxProps = {
  /** Also the placeholder: "Search servers". */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** Pause after the last keystroke before the page searches, milliseconds. */
const pause = 150;

/** A search field that follows its value from outside and reports what is typed after a short pause, at once on Enter and Esc. */
export const SearchBox = ({ label, value, onChange }: SearchBoxProps) => {
  const [draft, setDraft] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const commit = (next: string) => {
    clearTimeout(timer.current);
    setDraft(undefined);
    if (next !== value) onChange(next);
  };
  const type = (next: string) => {
    setDraft(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => commit(next), pause);
  };

  return (
    <div className={css.box}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M7 2.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM10.5 10.5l3 3" />
      </svg>
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={draft ?? value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => type(event.target.value)}
        onBlur={() => commit(draft ?? value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(draft ?? value);
          if (event.key !== 'Escape') return;
          if ((draft ?? value) === '') event.currentTarget.blur();
          else commit('');
        }}
      />
    </div>
  );
};
