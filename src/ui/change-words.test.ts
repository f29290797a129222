import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { categories, categoryColors, categoryGlyphs, changeTypes, typeLooks } from './change-words';
import { drawings } from './drawings';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const [lightWords = '', darkWords = ''] = read('./change-words.module.css').split('@media not print');
const [lightTheme = '', darkTheme = ''] = read('./base.css').split('@media not print');

const words = [
  ...categories.map((word) => ({ word, glyph: categoryGlyphs[word], color: categoryColors[word] })),
  ...changeTypes.map((word) => ({ word, ...typeLooks[word] })),
];

/** What a rule for the word draws, as path and colour. */
const drawnIn = (css: string, word: string) => {
  const url = new RegExp(String.raw`\.${word}\b[^{]*\{\s*--drawing: url\("([^"]*)"\)`).exec(css)?.[1] ?? '';
  const svg = decodeURIComponent(url);
  return { path: /<path d='([^']*)'/.exec(svg)?.[1], color: /stroke='([^']*)'/.exec(svg)?.[1] };
};
const valueIn = (css: string, color: string) => {
  const name = /var\((--[\w-]+)\)/.exec(color)?.[1] ?? '';
  return new RegExp(`${name}: ([^;]*);`).exec(css)?.[1];
};

it.each(words)('$word has its drawing in its colour in both themes', ({ word, glyph, color }) => {
  expect(drawnIn(lightWords, word)).toEqual({ path: drawings[glyph], color: valueIn(lightTheme, color) });
  expect(drawnIn(darkWords, word)).toEqual({ path: drawings[glyph], color: valueIn(darkTheme, color) });
});
