import type { ClipboardEvent } from 'react';
import css from './path-text.module.css';
import { visibleString } from './visible-parts';
import { visibleNode } from './visible-text';

/** Start of the last segment of a path, registry key or `key | value name`; 0 where there is only one. */
export const lastSegmentStart = (text: string): number => {
  const value = text.lastIndexOf(' | ');
  if (value > 0) return value;
  const end = /[\\/]+$/.exec(text)?.index ?? text.length;
  const at = Math.max(text.lastIndexOf('/', end - 1), text.lastIndexOf('\\', end - 1));
  return at <= 0 ? 0 : at;
};

/** No line shows more of a path than its first and last so many characters; laying out the rest would hold up the page. */
const end = 300;
const short = (text: string): string => (text.length > 2 * end ? `${text.slice(0, end)}…${text.slice(-end)}` : text);

/** To the browser head and tail are two lines; whoever marks a path wants it as it is. */
const copyOnOneLine = (event: ClipboardEvent<HTMLElement>) => {
  const marked = getSelection();
  const { currentTarget } = event;
  if (!marked || !currentTarget.contains(marked.anchorNode) || !currentTarget.contains(marked.focusNode)) return;
  event.preventDefault();
  event.clipboardData.setData('text/plain', marked.toString().replaceAll('\n', ''));
};

/**
 * A path or key on one line. When it does not fit it gives way before its last segment, so that this one always shows; the whole
 * text is on hover and for screen readers, and is what a selection copies;
 * only the middle of very long ones is left out. `fills`: it has the line for itself, which is less to lay out;
 * `fits`: and there is room for all of it, so that there is nothing to add on hover.
 */
export const PathText = (props: { readonly text: string; readonly fills?: boolean; readonly fits?: boolean }) => {
  const { text: whole, fills, fits } = props;
  const text = short(whole);
  const at = lastSegmentStart(text);
  return (
    <span
      className={css.path}
      data-fills={fills}
      data-fits={fits || undefined}
      title={fits ? undefined : visibleString(whole)}
      onCopy={copyOnOneLine}
    >
      {at > 0 && (
        <span className={css.head} data-short={at < 4 || undefined}>
          {visibleNode(text.slice(0, at))}
        </span>
      )}
      <span className={css.tail}>{visibleNode(text.slice(at))}</span>
    </span>
  );
};
