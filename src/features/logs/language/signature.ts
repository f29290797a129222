import { completionStatus } from '@codemirror/autocomplete';
import { type Extension, Prec, StateEffect, StateField } from '@codemirror/state';
import { type EditorView, type Tooltip, ViewPlugin, type ViewUpdate, keymap, showTooltip } from '@codemirror/view';
import { visibleString } from '../../../ui/visible-parts';
import type { WorkspaceSchema } from '../workspace-schema';
import { type EnclosingCall, type Signature, enclosingCall, signatureOf } from './enclosing-call';
import type { ServiceLink } from './service-link';

type Shown = { readonly call: EnclosingCall; readonly signature: Signature };

const show = StateEffect.define<Shown | null>();

const element = ({ call, signature }: Shown): HTMLElement => {
  const { before, parameters, after } = signature;
  const dom = document.createElement('div');
  dom.className = 'cm-kqlHelp cm-kqlDeclaration';
  const current = Math.min(call.argument, parameters.length - 1);
  dom.append(before);
  for (const [at, parameter] of parameters.entries()) {
    const name = document.createElement(at === current ? 'strong' : 'span');
    name.textContent = visibleString(parameter);
    dom.append(at === 0 ? '' : ', ', name);
  }
  dom.append(visibleString(after));
  return dom;
};

const tooltipOf = (shown: Shown): Tooltip => ({
  pos: shown.call.from,
  above: true,
  create: () => ({ dom: element(shown) }),
});

const field = StateField.define<Shown | null>({
  create: () => null,
  update: (shown, transaction) => {
    for (const effect of transaction.effects) if (effect.is(show)) return effect.value;
    // Until the follower has looked, the tip must not stand behind the end of a text that became short.
    return shown && shown.call.from < transaction.newDoc.length ? shown : null;
  },
  provide: (of) => showTooltip.computeN([of], (state) => [state.field(of)].map((shown) => shown && tooltipOf(shown))),
});

const isSame = (one: EnclosingCall, other: EnclosingCall) => one.from === other.from && one.name === other.name;

/** The parameters of the function whose call is being typed, above it, with the one the cursor is at. Esc closes it. */
export const kqlSignature = (link: ServiceLink, schema: WorkspaceSchema): Extension => {
  const follower = ViewPlugin.define((view: EditorView) => {
    let gone = false;
    const tell = (shown: Shown | null) =>
      // A view cannot be changed while it is told of a change.
      queueMicrotask(() => {
        if (!gone && view.state.field(field) !== shown) view.dispatch({ effects: show.of(shown) });
      });
    const callHere = () => {
      const { main } = view.state.selection;
      return main.empty ? enclosingCall(view.state.doc.toString(), main.head) : undefined;
    };
    const ask = async (call: EnclosingCall) => {
      const help = await link.help(view.state.doc.toString(), call.from, schema).catch(() => undefined);
      if (gone) return;
      const here = callHere();
      const signature = help && signatureOf(help.declaration);
      tell(here && signature && isSame(here, call) ? { call: here, signature } : null);
    };
    return {
      update: ({ docChanged, selectionSet, transactions }: ViewUpdate) => {
        if (!docChanged && !selectionSet) return;
        const shown = view.state.field(field);
        const isTyping = transactions.some((one) => one.isUserEvent('input') || one.isUserEvent('delete'));
        if (!shown && !isTyping) return;
        const call = callHere();
        if (!call) return shown ? tell(null) : undefined;
        if (shown && isSame(shown.call, call)) {
          if (shown.call.argument !== call.argument) tell({ ...shown, call });
        } else if (isTyping && link.state() === 'ready') void ask(call);
        else if (shown) tell(null);
      },
      destroy: () => {
        gone = true;
      },
    };
  });
  const close = (view: EditorView): boolean => {
    if (view.state.field(field) === null || completionStatus(view.state) === 'active') return false;
    view.dispatch({ effects: show.of(null) });
    return true;
  };
  return [field, follower, Prec.high(keymap.of([{ key: 'Escape', run: close }]))];
};
