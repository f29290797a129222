import { memo } from 'react';
import { visibleParts } from './visible-parts';
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
