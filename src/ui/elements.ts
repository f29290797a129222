import { drawings } from './drawings';
import type { GlyphName } from './glyph';
import glyph from './glyph.module.css';
import escapes from './visible-text.module.css';
import { visibleParts } from './visible-parts';

/**
 * Plain elements for what the page shows before React is there. Text is set as text, never as markup; styles are set as
 * properties, since the page's policy allows no style attributes in markup.
 */

type Attributes = Readonly<Record<string, string | undefined>>;
type Children = readonly (Node | string)[];

const fill = <E extends Element>(element: E, attributes: Attributes, children: Children): E => {
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

/** An HTML element. Attributes that are undefined are left out. */
export const element = (tag: string, attributes: Attributes, ...children: Children): HTMLElement =>
  fill(document.createElement(tag), attributes, children);

/** The same for SVG. */
export const svg = (tag: string, attributes: Attributes, ...children: Children): SVGElement =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

/** As `Glyph`. */
export const glyphElement = (name: GlyphName, className?: string): SVGElement =>
  svg(
    'svg',
    {
      class: className === undefined ? glyph['glyph'] : `${glyph['glyph']} ${className}`,
      viewBox: '0 0 16 16',
      'aria-hidden': 'true',
    },
    svg('path', { d: drawings[name] }),
  );

/** As `VisibleText`. */
export const visibleNodes = (text: string): Children =>
  visibleParts(text).map((part) =>
    part.kind === 'text' ? part.text : element('span', { class: escapes['escape'], title: part.name }, part.text),
  );
