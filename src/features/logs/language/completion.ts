import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
  autocompletion,
  insertCompletionText,
  startCompletion,
} from '@codemirror/autocomplete';
import { EditorSelection, type Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { visibleString } from '../../../ui/visible-parts';
import type { WorkspaceSchema } from '../workspace-schema';
import type { CompletionEntry } from './protocol';
import type { ServiceLink } from './service-link';

/** What is typed when a list shall come by itself: a word, the bar before an operator, the dot before a property. */
const worthALook = /(?:^|[^\w"'])[A-Za-z_][\w-]*$|\|[ \t]?$|[\w\])]\.$/;

/** Inserts an entry with the cursor where its parameters go; then the next list. A parenthesis that stands there is not doubled. */
const insert = (entry: CompletionEntry) => (view: EditorView, _: Completion, from: number, to: number) => {
  const call = entry.before.endsWith('(') && view.state.sliceDoc(to, to + 1) === '(';
  const before = call ? entry.before.slice(0, -1) : entry.before;
  const after = call ? '' : entry.after;
  // Blanks that follow serve for the one it would bring.
  const text = before.endsWith(' ') && view.state.sliceDoc(to, to + 1) === ' ' ? before.slice(0, -1) : before;
  view.dispatch({
    ...insertCompletionText(view.state, text + after, from, to),
    selection: EditorSelection.cursor(from + before.length),
  });
  if (entry.again && !call) startCompletion(view);
};

const completionOf = (entry: CompletionEntry): Completion => ({
  label: entry.label,
  displayLabel: visibleString(entry.label),
  detail: entry.detail,
  info: entry.info,
  type: entry.kind,
  apply: insert(entry),
  sortText: String(entry.order).padStart(4, '0'),
});

const completions =
  (link: ServiceLink, schema: WorkspaceSchema): CompletionSource =>
  async (context: CompletionContext): Promise<CompletionResult | null> => {
    const { state, pos, explicit } = context;
    if (!explicit && (link.state() === 'failed' || !worthALook.test(state.sliceDoc(Math.max(0, pos - 200), pos))))
      return null;
    try {
      const found = await link.complete(state.doc.toString(), pos, schema);
      if (!found || found.entries.length === 0) return null;
      // Operators have names with hyphens, where elsewhere a hyphen ends the word.
      const hyphens = found.entries.some(({ label }) => label === 'project-away');
      return {
        from: found.from,
        options: found.entries.map(completionOf),
        validFor: hyphens ? /^[\w-]*$/ : /^\w*$/,
      };
    } catch {
      // The panel says so when the service is gone, and a text it cannot take gets no list.
      return null;
    }
  };

/** Lists of what can come next. */
export const kqlCompletion = (link: ServiceLink, schema: WorkspaceSchema): Extension =>
  autocompletion({ override: [completions(link, schema)], maxRenderedOptions: 500 });
