import { useState } from 'react';
import { formatCount } from '../../../ui/numbers';
import { VisibleText } from '../../../ui/visible-text';
import css from './results.module.css';

/** Characters shown before a reader asks for the rest. */
const shownCharacters = 1_200;

/** Text of any length: long ones are cut until the reader asks for the whole. */
export const LongText = ({ text }: { readonly text: string }) => {
  const [whole, setWhole] = useState(false);
  const isCut = !whole && text.length > shownCharacters;
  return (
    <>
      <VisibleText text={isCut ? text.slice(0, shownCharacters) : text} />
      {isCut && (
        <>
          …{' '}
          <button type="button" className={css.more} onClick={() => setWhole(true)}>
            Show all {formatCount(text.length)} characters
          </button>
        </>
      )}
    </>
  );
};
