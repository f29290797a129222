import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, toggleComment } from '@codemirror/commands';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, EditorState, type Extension, Prec } from '@codemirror/state';
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { kqlMode } from './kql-mode';
import { runErrorMark } from './run-error';
import { editorTheme } from './theme';

/** What the editor tells the page. */
export type EditorCallbacks = { readonly onChange: (text: string) => void; readonly onRun: () => void };

/** Marks a change that the page made and knows of. */
export const fromPage = Annotation.define<boolean>();

/** Under the strict policy of the server its style elements need the page's nonce. */
const nonce = () => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/** What every query's editor is made of, but for the language service. `callbacks` gives those of the latest rendering. */
export const editorExtensions = (callbacks: () => EditorCallbacks): Extension => {
  const run = () => {
    callbacks().onRun();
    return true;
  };
  return [
    EditorView.cspNonce.of(nonce()),
    Prec.highest(
      keymap.of([
        { key: 'Shift-Enter', run },
        { key: 'Mod-Enter', run },
      ]),
    ),
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    // Tab leaves the editor as it leaves every other field; Ctrl+] and Ctrl+[ indent.
    keymap.of([
      { key: 'Mod-/', run: toggleComment },
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...lintKeymap,
    ]),
    EditorState.tabSize.of(4),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': 'Query', spellcheck: 'false', autocorrect: 'off' }),
    placeholder('Write a query, or choose one from Queries. Shift+Enter runs it.'),
    kqlMode,
    editorTheme,
    runErrorMark,
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !update.transactions.some((change) => change.annotation(fromPage)))
        callbacks().onChange(update.state.doc.toString());
    }),
  ];
};
