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

/** What is kept of a head that gives way, px: the 2em of its style. */
const headRoom = 26;

/** A drive letter, or nothing: such a head never gives way. */
const isShort = (length: number): boolean => length < 4;

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
 * `room`: whether a text fits on that line, beside so many px: what fits needs no edge that cuts, and the whole nothing on hover;
 * `bare`: nobody points at it, so that it needs nothing on hover either.
 */
export const PathText = (props: {
  readonly text: string;
  readonly fills?: boolean;
  readonly room?: (text: string, beside?: number) => boolean;
  readonly bare?: boolean;
}) => {
  const { text: whole, fills, room, bare = false } = props;
  const text = short(whole);
  const at = lastSegmentStart(text);
  const fits = room?.(whole) ? 'whole' : !isShort(at) && room?.(text.slice(at), headRoom) ? 'tail' : undefined;
  return (
    <span
      className={css.path}
      data-fills={fills}
      data-fits={fits}
      title={bare || fits === 'whole' ? undefined : visibleString(whole)}
      onCopy={copyOnOneLine}
    >
      {at > 0 && (
        <span className={css.head} data-short={isShort(at) || undefined}>
          {visibleNode(text.slice(0, at))}
        </span>
      )}
      <span className={css.tail}>{visibleNode(text.slice(at))}</span>
    </span>
  );
};
