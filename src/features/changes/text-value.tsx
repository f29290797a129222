import { useMemo, useState } from 'react';
import { formatCount } from '../../ui/numbers';
import { BreakingPath } from './breaking-path';
import css from './details.module.css';
import { type ShownRun, compareTexts, foldShared } from './text-diff';

/** Characters shown before a reader asks for the rest. */
const shownCharacters = 1_200;

type TextProps = {
  readonly text: string;
  /** The value on the other side, to mark what this one has alone. */
  readonly other?: string;
  readonly side?: 'before' | 'after';
  readonly mono?: boolean;
};

/** A value of any length: broken anywhere, long ones cut, and what the other side does not have marked. */
export const TextValue = ({ text, other = '', side = 'after', mono }: TextProps) => {
  const [whole, setWhole] = useState(false);
  const compared = useMemo(() => {
    if (other === '' || text === '') return undefined;
    return side === 'before' ? compareTexts(text, other)?.before : compareTexts(other, text)?.after;
  }, [text, other, side]);
  const folded = useMemo(() => compared && foldShared(compared), [compared]);
  const runs: readonly ShownRun[] = (whole ? compared : folded) ?? [
    { text: whole ? text : text.slice(0, shownCharacters), own: false },
  ];
  const isCut = !whole && (folded?.some((run) => 'skipped' in run) ?? text.length > shownCharacters);
  return (
    <span className={mono ? `mono ${css.long}` : css.long} tabIndex={-1}>
      {runs.map((run, index) => (
        // Runs never move: their place in the text is their identity.
        // oxlint-disable-next-line react/no-array-index-key
        <Run key={index} run={run} side={side} />
      ))}
      {isCut && (
        <>
          {compared ? ' ' : '… '}
          <button
            type="button"
            className={css.more}
            onClick={({ currentTarget }) => {
              // The button goes: what it was about takes the focus, which would be lost to the page otherwise.
              currentTarget.parentElement?.focus({ preventScroll: true });
              setWhole(true);
            }}
          >
            Show all {formatCount(text.length)} characters
          </button>
        </>
      )}
    </span>
  );
};

const Run = ({ run, side }: { readonly run: ShownRun; readonly side: 'before' | 'after' }) => {
  if ('skipped' in run) return <span className={css.skipped}> … {formatCount(run.skipped)} alike … </span>;
  if (!run.own) return <BreakingPath text={run.text} />;
  return side === 'before' ? (
    <del className={css.del}>
      <BreakingPath text={run.text} />
    </del>
  ) : (
    <ins className={css.ins}>
      <BreakingPath text={run.text} />
    </ins>
  );
};
