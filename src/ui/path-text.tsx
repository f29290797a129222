import { memo } from 'react';
import css from './path-text.module.css';
import { visibleString } from './visible-parts';
import { VisibleText } from './visible-text';

/** Start of the last segment of a path, registry key or `key | value name`; 0 where there is only one. */
export const lastSegmentStart = (text: string): number => {
  const value = text.lastIndexOf(' | ');
  if (value > 0) return value;
  const end = /[\\/]+$/.exec(text)?.index ?? text.length;
  const at = Math.max(text.lastIndexOf('/', end - 1), text.lastIndexOf('\\', end - 1));
  return at <= 0 ? 0 : at;
};

/**
 * A path or key on one line. When it does not fit it gives way before its last segment, so that this one always shows; the whole
 * text is on hover and for screen readers, and is what a selection copies.
 */
export const PathText = memo(({ text }: { readonly text: string }) => {
  const at = lastSegmentStart(text);
  return (
    <span className={css.path} title={visibleString(text)}>
      {at > 0 && (
        <span className={css.head}>
          <VisibleText text={text.slice(0, at)} />
        </span>
      )}
      <span className={css.tail}>
        <VisibleText text={text.slice(at)} />
      </span>
    </span>
  );
});
PathText.displayName = 'PathText';
