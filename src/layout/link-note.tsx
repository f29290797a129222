import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { Note } from '../ui/panels';
import { VisibleText } from '../ui/visible-text';
import { type SearchSchema, type SearchShape, unreadParameters } from '../url-state';

const shownLength = 80;
const short = (text: string) => (text.length > shownLength ? `${text.slice(0, shownLength)}...` : text);

/**
 * Says which parts of the address the page was opened with could not be read: the page shows its defaults instead. `schema` is what
 * the page reads.
 */
export const LinkNote = <T extends SearchShape>({ schema }: { readonly schema: SearchSchema<T> }) => {
  const [params] = useSearchParams();
  // The first look only: later addresses are written by the page itself.
  const [lost, setLost] = useState(() => unreadParameters(schema, params));
  if (lost.length === 0) return null;
  return (
    <Note
      kind="warning"
      action={
        <Button size="small" onClick={() => setLost([])}>
          Dismiss
        </Button>
      }
    >
      Part of this link could not be read and was left out, the rest of the view is as the link says:{' '}
      <span className="mono">
        <VisibleText text={lost.map(short).join(', ')} />
      </span>
    </Note>
  );
};
