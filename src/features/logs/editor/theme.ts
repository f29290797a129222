import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Colours come from the page's own variables, which change with its theme. */
const look = EditorView.theme({
  '&': { blockSize: '100%', backgroundColor: 'var(--fim-ground)', color: 'var(--fim-text)', fontSize: '13px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--fim-mono)', lineHeight: '20px' },
  '.cm-content': { paddingBlock: '8px', caretColor: 'var(--fim-text)' },
  '.cm-cursor, .cm-dropCursor': { borderInlineStartColor: 'var(--fim-text)' },
  '.cm-gutters': {
    backgroundColor: 'var(--fim-ground)',
    color: 'var(--fim-muted)',
    borderInlineEnd: '1px solid var(--fim-line)',
  },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--fim-hover) 60%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--fim-hover)', color: 'var(--fim-text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--fim-accent) 28%, transparent)',
  },
  '.cm-selectionMatch': { backgroundColor: 'color-mix(in srgb, var(--fim-accent) 14%, transparent)' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--fim-selected)',
    outline: '1px solid var(--fim-line-strong)',
  },
  '.cm-placeholder': { color: 'var(--fim-muted)' },
  '.cm-runError': {
    textDecoration: 'underline wavy var(--colorPaletteRedForeground1, #b10e1c)',
    textDecorationSkipInk: 'none',
    textUnderlineOffset: '3px',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--fim-raised)',
    color: 'var(--fim-text)',
    border: '1px solid var(--fim-line)',
    borderRadius: '4px',
    boxShadow: 'var(--fim-shadow)',
    maxInlineSize: 'min(560px, 90vw)',
  },
  '.cm-panels': { backgroundColor: 'var(--fim-bar)', color: 'var(--fim-text)' },
  '.cm-panels.cm-panels-top': { borderBlockEnd: '1px solid var(--fim-line)' },
  '.cm-textfield': {
    backgroundColor: 'var(--fim-ground)',
    color: 'var(--fim-text)',
    border: '1px solid var(--fim-line-strong)',
  },
  '.cm-button': {
    backgroundColor: 'var(--fim-ground)',
    backgroundImage: 'none',
    color: 'var(--fim-text)',
    border: '1px solid var(--fim-line-strong)',
    borderRadius: '4px',
  },
});

const words = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--fim-modified)' },
  { tag: tags.string, color: 'var(--fim-removed)' },
  { tag: tags.number, color: 'var(--fim-added)' },
  { tag: tags.comment, color: 'var(--fim-muted)', fontStyle: 'italic' },
  { tag: tags.function(tags.name), color: 'var(--fim-services)' },
  { tag: tags.operatorKeyword, color: 'var(--fim-services)' },
]);

/** How the editor looks, and how words of a query are told apart. */
export const editorTheme = [look, syntaxHighlighting(words)];
