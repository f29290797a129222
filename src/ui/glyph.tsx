import { memo } from 'react';
import { drawings } from './drawings';
import css from './glyph.module.css';

export type GlyphName = keyof typeof drawings;

/** Decorative: the word beside it carries the meaning for screen readers. */
export const Glyph = memo(({ name, className }: { readonly name: GlyphName; readonly className?: string }) => (
  <svg className={className ? `${css.glyph} ${className}` : css.glyph} viewBox="0 0 16 16" aria-hidden="true">
    <path d={drawings[name]} />
  </svg>
));
Glyph.displayName = 'Glyph';
