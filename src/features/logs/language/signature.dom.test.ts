import { type EditorView, runScopeHandlers } from '@codemirror/view';
import { afterEach, expect, test, vi } from 'vitest';
import { kqlSignature } from './signature';
import { helpOnly, openEditor } from './testing/stand-in';

const declarations: Readonly<Record<string, string>> = { iff: 'iff(if, then, else): T', strlen: 'strlen(text): long' };
const link = helpOnly(async (text, position) => {
  const [word = ''] = /^\w*/.exec(text.slice(position)) ?? [];
  const declaration = declarations[word];
  return declaration === undefined ? undefined : { from: position, to: position + word.length, declaration };
});

let view: EditorView | undefined;
afterEach(() => view?.destroy());

const open = (text: string) => {
  view = openEditor(text, text.length, kqlSignature(link, { tables: [], functions: [] }));
  return view;
};
const type = (of: EditorView, text: string) =>
  of.dispatch({ ...of.state.replaceSelection(text), userEvent: 'input.type' });
const shown = () => document.querySelector('.cm-kqlDeclaration')?.textContent;
const current = () => document.querySelector('.cm-kqlDeclaration strong')?.textContent;

test('typing a call shows its parameters, and which of them comes next', async () => {
  const editor = open('print iff');
  type(editor, '(');
  await vi.waitFor(() => expect([shown(), current()]).toEqual(['iff(if, then, else): T', 'if']));
  type(editor, 'a, ');
  await vi.waitFor(() => expect(current()).toBe('then'));
  type(editor, 'strlen(');
  await vi.waitFor(() => expect(shown()).toBe('strlen(text): long'));
  type(editor, '"x"), ');
  await vi.waitFor(() => expect([shown(), current()]).toEqual(['iff(if, then, else): T', 'else']));
  type(editor, '1)');
  await vi.waitFor(() => expect(shown()).toBeUndefined());
});

test('Esc closes it, moving the cursor alone does not open it, and a text taken away takes it along', async () => {
  const editor = open('print iff');
  type(editor, '(');
  await vi.waitFor(() => expect(shown()).toBeDefined());
  const press = () => runScopeHandlers(editor, new KeyboardEvent('keydown', { key: 'Escape' }), 'editor');
  expect(press()).toBe(true);
  await vi.waitFor(() => expect(shown()).toBeUndefined());
  expect(press()).toBe(false);
  editor.dispatch({ selection: { anchor: 3 } });
  editor.dispatch({ selection: { anchor: 10 } });
  await Promise.resolve();
  expect(shown()).toBeUndefined();
  type(editor, 'a');
  await vi.waitFor(() => expect(shown()).toBeDefined());
  editor.dispatch({ changes: { from: 0, to: editor.state.doc.length } });
  await vi.waitFor(() => expect(shown()).toBeUndefined());
});
