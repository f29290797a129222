import { memo } from 'react';
import { VisibleText } from '../../ui/visible-text';

/** A path, key or command over several lines: it breaks after separators where it can, and anywhere where it must. */
export const BreakingPath = memo(({ text }: { readonly text: string }) =>
  text.split(/(?<=[^\s\\/|][\\/])/).map((part, index) => (
    // Parts never move: their place in the text is their identity.
    // oxlint-disable-next-line react/no-array-index-key
    <span key={index}>
      <VisibleText text={part} />
      <wbr />
    </span>
  )),
);
BreakingPath.displayName = 'BreakingPath';

/** A text of four lines or so: a longer one gives way in its middle, since its end says most. */
export const shortened = (text: string): string =>
  text.length > 150 ? `${text.slice(0, 70)}…${text.slice(-70)}` : text;
