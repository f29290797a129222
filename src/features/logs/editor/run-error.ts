import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

/** A part of the editor's text that the service refused. Offsets in UTF-16 units. */
export type TextMark = { readonly from: number; readonly to: number; readonly message: string };

const setMark = StateEffect.define<TextMark | undefined>();

/** Keeps the mark of the last run's error until the text changes. */
export const runErrorMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, transaction) => {
    for (const effect of transaction.effects) {
      if (!effect.is(setMark)) continue;
      const mark = effect.value;
      if (!mark) return Decoration.none;
      return Decoration.set([
        Decoration.mark({ class: 'cm-runError', attributes: { title: mark.message } }).range(mark.from, mark.to),
      ]);
    }
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Underlines a part of the text, or nothing any more. Parts outside the text move to its end. */
export const markError = (view: EditorView, mark: TextMark | undefined): void => {
  if (!mark) {
    // Each change of state has the editor look at the page's layout, which is dear when a large result has just come.
    if (view.state.field(runErrorMark).size > 0) view.dispatch({ effects: setMark.of(undefined) });
    return;
  }
  const length = view.state.doc.length;
  const to = Math.min(Math.max(mark.to, mark.from + 1), length);
  const from = Math.max(0, Math.min(mark.from, to - 1));
  if (to > from) view.dispatch({ effects: setMark.of({ ...mark, from, to }) });
};
