import type { Extension } from '@codemirror/state';
import { type EditorView, ViewPlugin, keymap } from '@codemirror/view';
import type { WorkspaceSchema } from '../workspace-schema';
import { kqlCompletion } from './completion';
import { checkNow, kqlDiagnostics } from './diagnostics';
import { failurePanel, tellFailure } from './failure-panel';
import { kqlHelp } from './help';
import { kustoLink } from './kusto-link';
import { languageLook } from './look';
import { kqlSignature } from './signature';
import type { LinkState } from './service-link';

/** The query with Microsoft's line breaks and blanks. Rejects with a sentence for a person where the service is not to be had. */
export const formatKql = async (text: string): Promise<string> => {
  const formatted = await kustoLink.format(text);
  return formatted ?? text;
};

/** Formats what is marked, or all, unless the text has changed meanwhile. */
const formatIn = async (view: EditorView): Promise<void> => {
  const { doc, selection } = view.state;
  const { from, to } = selection.main.empty ? { from: 0, to: doc.length } : selection.main;
  const text = doc.sliceString(from, to);
  // Where the service is not to be had, the note says so.
  const insert = await formatKql(text).catch(() => text);
  if (view.state.doc !== doc || insert === text) return;
  view.dispatch({ changes: { from, to, insert }, scrollIntoView: true, userEvent: 'input.format' });
};

/**
 * Completion, help and diagnostics of an editor over a workspace, from Microsoft's own language service in a worker. The worker
 * starts with the first view that has this extension, and until it is there the editor works without. `onReady`: it is there.
 */
export const kqlLanguage = ({
  schema,
  onReady,
}: {
  readonly schema: WorkspaceSchema;
  readonly onReady?: () => void;
}): Extension => {
  const follower = ViewPlugin.define((view) => {
    const follow = (state: LinkState) => {
      tellFailure(view, state === 'failed');
      if (state !== 'ready') return;
      checkNow(view);
      onReady?.();
    };
    const leave = kustoLink.listen(follow);
    // A view that is being made must not be told anything yet.
    let gone = false;
    queueMicrotask(() => {
      if (!gone) follow(kustoLink.state());
    });
    return {
      destroy: () => {
        gone = true;
        leave();
      },
    };
  });
  return [
    kqlCompletion(kustoLink, schema),
    kqlHelp(kustoLink, schema),
    kqlSignature(kustoLink, schema),
    kqlDiagnostics(kustoLink, schema),
    failurePanel(kustoLink),
    keymap.of([
      {
        key: 'Shift-Alt-f',
        run: (view) => {
          void formatIn(view);
          return true;
        },
      },
    ]),
    follower,
    languageLook,
  ];
};
