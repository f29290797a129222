import css from './change-words.module.css';
import type { GlyphName } from './glyph';
import { visibleNode } from './visible-text';

export const categories = ['Modified', 'Added', 'Removed'] as const;
export type ChangeCategory = (typeof categories)[number];

export const categoryGlyphs: Readonly<Record<ChangeCategory, GlyphName>> = {
  Added: 'added',
  Modified: 'modified',
  Removed: 'removed',
};

/** Colour of a category as a CSS value; light and dark follow the theme. */
export const categoryColors: Readonly<Record<ChangeCategory, string>> = {
  Added: 'var(--fim-added)',
  Modified: 'var(--fim-modified)',
  Removed: 'var(--fim-removed)',
};

export const changeTypes = ['Files', 'Registry', 'Software', 'WindowsServices', 'Daemons'] as const;
export type ChangeType = (typeof changeTypes)[number];

/** Words, colours and icons of the change types. `WindowsServices` and `Daemons` share a colour, as the look says. */
export const typeLooks: Readonly<
  Record<ChangeType, { readonly label: string; readonly color: string; readonly glyph: GlyphName }>
> = {
  Files: { label: 'Files', color: 'var(--fim-files)', glyph: 'files' },
  Registry: { label: 'Registry', color: 'var(--fim-registry)', glyph: 'registry' },
  Software: { label: 'Software', color: 'var(--fim-software)', glyph: 'software' },
  WindowsServices: { label: 'Windows services', color: 'var(--fim-services)', glyph: 'services' },
  Daemons: { label: 'Daemons', color: 'var(--fim-services)', glyph: 'services' },
};

export const isCategory = (text: string): text is ChangeCategory => categories.some((category) => category === text);
export const isChangeType = (text: string): text is ChangeType => changeTypes.some((type) => type === text);

type LabelProps = {
  /** It has less room than it needs. */
  readonly cut?: boolean;
};

/** Width of the icon before a word and of what is between them, px. */
export const iconWidth = 22;

const label = (word: string, text: string, cut = false) => (
  <span className={`${css.label} ${css[word]}${cut ? ' cut' : ''}`}>{text}</span>
);
const otherWord = (word: string, cut: boolean | undefined) => (
  <span className={cut ? 'cut' : undefined}>{visibleNode(word || '-')}</span>
);

/** Icon in the category's colour, and its word. A value outside the known set shows as plain text. */
export const CategoryLabel = ({ category, cut }: { readonly category: string } & LabelProps) =>
  isCategory(category) ? label(category, category, cut) : otherWord(category, cut);

/** Icon in the type's colour, and its word. */
export const TypeLabel = ({ type, cut }: { readonly type: string } & LabelProps) =>
  isChangeType(type) ? label(type, typeLooks[type].label, cut) : otherWord(type, cut);
