import { type ReactNode, memo } from 'react';
import { isPlain, visibleParts } from './visible-parts';
import css from './visible-text.module.css';

/**
 * Text from monitored machines: paths, values, names. Control and bidirectional characters appear as muted escapes, so that no
 * name can hide, reorder or imitate another. Plain text otherwise, never markup.
 */
export const VisibleText = memo(({ text }: { readonly text: string }) => {
  const parts = visibleParts(text);
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'text') return only.text;
  return parts.map((part, index) =>
    part.kind === 'text' ? (
      part.text
    ) : (
      // Parts never move: their place in the text is their identity.
      // oxlint-disable-next-line react/no-array-index-key
      <span key={index} className={css.escape} title={part.name}>
        {part.text}
      </span>
    ),
  );
});
VisibleText.displayName = 'VisibleText';

/** The same for cells of long tables, where most text is plain and a component for each would hold up scrolling. */
export const visibleNode = (text: string): ReactNode => (isPlain(text) ? text : <VisibleText text={text} />);
