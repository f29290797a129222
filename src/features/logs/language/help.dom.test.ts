import { type EditorView, runScopeHandlers } from '@codemirror/view';
import { afterEach, expect, test, vi } from 'vitest';
import { kqlHelp } from './help';
import type { Help } from './protocol';
import { helpOnly, openEditor } from './testing/stand-in';

const count: Help = { from: 4, to: 9, declaration: 'count(): long', summary: 'Rows of a group.' };
const text = 'T | count';

let view: EditorView | undefined;
afterEach(() => view?.destroy());

const help = (_text: string, position: number) =>
  Promise.resolve(position >= count.from && position < count.to ? count : undefined);
/** An editor with the cursor at a place, over a service that knows one name. */
const open = (cursor: number) => {
  view = openEditor(text, cursor, kqlHelp(helpOnly(help), { tables: [], functions: [] }));
  return view;
};
const press = (of: EditorView, key: string) => runScopeHandlers(of, new KeyboardEvent('keydown', { key }), 'editor');
const shown = () => document.querySelector('.cm-kqlHelp')?.textContent;

test.each([
  ['in', 6],
  ['behind', 9],
])('F1 with the cursor %s a name shows what it is, until Esc', async (_, cursor) => {
  const editor = open(cursor);
  expect(press(editor, 'F1')).toBe(true);
  await vi.waitFor(() => expect(shown()).toBe('count(): longRows of a group.'));
  expect(press(editor, 'Escape')).toBe(true);
  await vi.waitFor(() => expect(shown()).toBeUndefined());
  expect(press(editor, 'Escape')).toBe(false);
});

test('help goes when the cursor moves, and nothing shows where there is none', async () => {
  const editor = open(6);
  press(editor, 'F1');
  await vi.waitFor(() => expect(shown()).toBeDefined());
  editor.dispatch({ selection: { anchor: 1 } });
  await vi.waitFor(() => expect(shown()).toBeUndefined());
  press(editor, 'F1');
  await vi.waitFor(() => expect(editor.dom.querySelector('.cm-announced')?.textContent).toContain('No help'));
  expect(shown()).toBeUndefined();
});
