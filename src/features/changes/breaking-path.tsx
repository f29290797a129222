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
