import { type Diagnostic, forceLinting, linter } from '@codemirror/lint';
import { type Extension, StateEffect } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { visibleString } from '../../../ui/visible-parts';
import type { WorkspaceSchema } from '../workspace-schema';
import type { Fault } from './protocol';
import type { ServiceLink } from './service-link';

/** Milliseconds without a change before the text is checked. */
const delay = 500;

const askAgain = StateEffect.define();

const diagnosticOf = ({ from, to, severity, code, message, here }: Fault, length: number): Diagnostic => ({
  from: Math.min(from, length),
  to: Math.min(to, length),
  severity,
  source: here ? `${code}, not supported here` : code,
  message: visibleString(message),
});

/** Underlines what is wrong, with the code of each fault. */
export const kqlDiagnostics = (link: ServiceLink, schema: WorkspaceSchema): Extension =>
  linter(
    async ({ state }) => {
      const text = state.doc.toString();
      if (link.state() !== 'ready' || text.trim() === '') return [];
      const faults = await link.faults(text, schema).catch(() => undefined);
      return (faults ?? []).map((fault) => diagnosticOf(fault, text.length));
    },
    {
      delay,
      needsRefresh: ({ transactions }) => transactions.some(({ effects }) => effects.some((of) => of.is(askAgain))),
    },
  );

/** Has the text checked now, though it has not changed. */
export const checkNow = (view: EditorView): void => {
  view.dispatch({ effects: askAgain.of(null) });
  forceLinting(view);
};
