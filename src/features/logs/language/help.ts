import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { EditorView, type Tooltip, hoverTooltip, keymap, showTooltip } from '@codemirror/view';
import { visibleString } from '../../../ui/visible-parts';
import type { WorkspaceSchema } from '../workspace-schema';
import type { Help } from './protocol';
import type { ServiceLink } from './service-link';

const line = (className: string, text: string): HTMLElement => {
  const element = document.createElement('div');
  element.className = className;
  element.textContent = visibleString(text);
  return element;
};

const helpElement = ({ declaration, summary }: Help): HTMLElement => {
  const element = document.createElement('div');
  element.className = 'cm-kqlHelp';
  element.append(line('cm-kqlDeclaration', declaration));
  if (summary !== undefined) element.append(line('cm-kqlSummary', summary));
  return element;
};

const tooltipOf = (help: Help): Tooltip => ({
  pos: help.from,
  end: help.to,
  above: true,
  create: () => ({ dom: helpElement(help) }),
});

const showHelp = StateEffect.define<Tooltip | null>();

/** Help that was asked for by key: until the text or the cursor moves, or Esc. */
const shownHelp = StateField.define<Tooltip | null>({
  create: () => null,
  update: (shown, transaction) => {
    for (const effect of transaction.effects) if (effect.is(showHelp)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : shown;
  },
  provide: (field) => showTooltip.from(field),
});

const wordsOf = ({ declaration, summary }: Help): string => visibleString([declaration, summary].join('. '));

/** What a name is and does: while the pointer rests on it, and on F1 for the one at the cursor. */
export const kqlHelp = (link: ServiceLink, schema: WorkspaceSchema): Extension => {
  const helpAt = async (text: string, position: number) =>
    link.state() === 'ready' ? link.help(text, position, schema).catch(() => undefined) : undefined;
  const helpHere = async (view: EditorView) => {
    const { doc, selection } = view.state;
    const { head } = selection.main;
    const text = doc.toString();
    // Behind a name the cursor is still at it.
    const help = (await helpAt(text, head)) ?? (head > 0 ? await helpAt(text, head - 1) : undefined);
    if (view.state.doc !== doc || view.state.selection.main.head !== head) return;
    view.dispatch({
      effects: [
        showHelp.of(help ? tooltipOf(help) : null),
        EditorView.announce.of(help ? wordsOf(help) : 'No help for what is at the cursor'),
      ],
    });
  };
  return [
    shownHelp,
    keymap.of([
      {
        key: 'F1',
        run: (view) => {
          void helpHere(view);
          return true;
        },
      },
      {
        key: 'Escape',
        run: (view) => {
          if (view.state.field(shownHelp) === null) return false;
          view.dispatch({ effects: showHelp.of(null) });
          return true;
        },
      },
    ]),
    hoverTooltip(
      async ({ state }, position) => {
        const help = await helpAt(state.doc.toString(), position);
        return help ? tooltipOf(help) : null;
      },
      { hoverTime: 400, hideOnChange: true },
    ),
  ];
};
