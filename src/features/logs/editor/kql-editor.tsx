import { type Annotation, Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { type EditorCallbacks, editorExtensions, fromPage } from './extensions';
import { type TextMark, markError } from './run-error';
import css from './editor.module.css';

/** What the page asks of its editor. */
export type EditorHandle = {
  readonly text: () => string;
  /** What is marked, undefined where nothing but blank is. */
  readonly selection: () => { readonly text: string; readonly offset: number } | undefined;
  /** Puts text where the cursor is, in place of what is marked, and goes on there. */
  readonly insert: (text: string) => void;
  /** Another text, as one step that can be undone. */
  readonly replace: (text: string) => void;
  /** The same for a text the page knows already: `onChange` is not told. */
  readonly show: (text: string) => void;
  readonly focus: () => void;
  /** Underlines a part of the text until it changes; undefined takes the mark away. */
  readonly mark: (mark: TextMark | undefined) => void;
  /** Puts the cursor there and shows it. */
  readonly reveal: (offset: number) => void;
};

const service = new Compartment();

const newState = (doc: string, language: Extension, callbacks: () => EditorCallbacks) =>
  EditorState.create({ doc, extensions: [editorExtensions(callbacks), service.of(language)] });

const replaceAll = (view: EditorView, text: string, annotations: readonly Annotation<unknown>[]) => {
  const { doc } = view.state;
  if (doc.toString() === text) return;
  view.dispatch({ changes: { from: 0, to: doc.length, insert: text }, scrollIntoView: true, annotations });
};

const handleOf = (view: EditorView): EditorHandle => ({
  text: () => view.state.doc.toString(),
  selection: () => {
    const { from, to } = view.state.selection.main;
    const text = view.state.sliceDoc(from, to);
    return text.trim() === '' ? undefined : { text, offset: from };
  },
  insert: (text) => {
    view.dispatch(view.state.replaceSelection(text), { scrollIntoView: true, userEvent: 'input' });
    view.focus();
  },
  replace: (text) => replaceAll(view, text, []),
  show: (text) => replaceAll(view, text, [fromPage.of(true)]),
  focus: () => view.focus(),
  mark: (mark) => markError(view, mark),
  reveal: (offset) => {
    view.dispatch({ selection: { anchor: Math.min(offset, view.state.doc.length) }, scrollIntoView: true });
    view.focus();
  },
});

type KqlEditorProps = EditorCallbacks & {
  /** Which text is shown: each keeps its own cursor and its own steps to undo. */
  readonly tab: string;
  /** Text of a tab that is shown for the first time; from then on the editor has the word. */
  readonly text: string;
  /** Completion, help and diagnostics, once they are there. */
  readonly language: Extension;
  readonly ref: Ref<EditorHandle | null>;
};

/** The query editor. It owns its text: the page is told of changes, and asks for others through `ref`. */
export const KqlEditor = ({ tab, text, language, onChange, onRun, ref }: KqlEditorProps) => {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);
  const latest = useRef<EditorCallbacks>({ onChange, onRun });
  const shown = useRef({ tab, text, language });
  // Tabs that are not shown now.
  const others = useRef(new Map<string, EditorState>());

  useEffect(() => {
    latest.current = { onChange, onRun };
  });

  // Before the handle, which stands for the view, and before the page's own effects, which ask for it.
  useLayoutEffect(() => {
    if (!host.current) return undefined;
    const { text: doc, language: extension } = shown.current;
    const view = new EditorView({ parent: host.current, state: newState(doc, extension, () => latest.current) });
    editor.current = view;
    return () => view.destroy();
  }, []);

  useImperativeHandle<EditorHandle | null, EditorHandle | null>(
    ref,
    () => (editor.current ? handleOf(editor.current) : null),
    [],
  );

  useEffect(() => {
    const view = editor.current;
    if (!view) return;
    if (shown.current.tab !== tab) {
      others.current.set(shown.current.tab, view.state);
      view.setState(others.current.get(tab) ?? newState(text, language, () => latest.current));
      others.current.delete(tab);
    }
    if (shown.current.tab !== tab || shown.current.language !== language)
      view.dispatch({ effects: service.reconfigure(language) });
    shown.current = { tab, text, language };
  }, [tab, text, language]);

  return <div ref={host} className={css.host} />;
};
