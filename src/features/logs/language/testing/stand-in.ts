import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { ServiceLink } from '../service-link';

const refuse = () => Promise.reject(new Error('not asked for'));

/** A language service that is there and knows nothing but what `help` answers. */
export const helpOnly = (help: ServiceLink['help']): ServiceLink => ({
  state: () => 'ready',
  listen: () => () => {},
  retry: () => {},
  complete: refuse,
  faults: refuse,
  format: refuse,
  help,
});

/** An editor in the page with the cursor at a place; the caller destroys it. */
export const openEditor = (text: string, cursor: number, extensions: Extension): EditorView =>
  new EditorView({
    parent: document.body,
    state: EditorState.create({ doc: text, selection: { anchor: cursor }, extensions }),
  });
