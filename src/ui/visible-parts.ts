/** A run of ordinary text, or neighbours that would not show, as the escapes that stand for them. */
export type VisiblePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'escape'; readonly text: string; readonly name: string };

const names: Readonly<Record<number, string>> = {
  0x00: 'null',
  0x08: 'backspace',
  0x09: 'tab',
  0x0a: 'line feed',
  0x0d: 'carriage return',
  0x1b: 'escape',
  0x7f: 'delete',
  0xa0: 'no-break space',
  0xad: 'soft hyphen',
  0x061c: 'Arabic letter mark',
  0x200b: 'zero width space',
  0x200c: 'zero width non-joiner',
  0x200d: 'zero width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x2028: 'line separator',
  0x2029: 'paragraph separator',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'pop directional formatting',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x2060: 'word joiner',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate',
  0x2069: 'pop directional isolate',
  0xfeff: 'byte order mark',
};

const short: Readonly<Record<number, string>> = { 0x00: '\\0', 0x09: '\\t', 0x0a: '\\n', 0x0d: '\\r' };

// Controls, format characters (bidirectional, zero width, tags), line separators, spaces that pass for one, lone surrogates,
// private use and variation selectors; marks on a letter that has four of them already, more than any script writes: a tower of them
// covers what stands above.
const hidden =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u00a0\u115f\u1160\u1680\u180b-\u180f\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0]|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]|\p{M}(?<=\p{M}{5})/gu;

const anyHidden = new RegExp(hidden.source, 'u');

/** Nothing in it needs an escape. */
export const isPlain = (text: string): boolean => !anyHidden.test(text);

const escapeOf = (code: number): string => {
  const known = short[code];
  if (known !== undefined) return known;
  const hex = code.toString(16).toUpperCase();
  return code > 0xffff ? `\\u{${hex}}` : code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`;
};

/** Longest list of names of neighbouring characters, in characters. */
const mostNames = 200;

/** Splits text from a monitored machine into what can be shown as it is and escapes for what would not show. */
export const visibleParts = (text: string): readonly VisiblePart[] => {
  const parts: VisiblePart[] = [];
  let from = 0;
  for (const match of text.matchAll(hidden)) {
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    const code = match[0].codePointAt(0) ?? 0;
    const hex = code.toString(16).toUpperCase().padStart(4, '0');
    const name = names[code];
    const named = name ? `U+${hex} ${name}` : `U+${hex}`;
    const last = parts.at(-1);
    // Thousands in a row are one part: each part is an element.
    if (last?.kind === 'escape' && match.index === from) {
      const names = last.name.length < mostNames ? `${last.name}, ${named}` : last.name;
      parts[parts.length - 1] = { kind: 'escape', text: last.text + escapeOf(code), name: names };
    } else parts.push({ kind: 'escape', text: escapeOf(code), name: named });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
};

/** The same as one string, for `title`, `aria-label` and document titles. */
export const visibleString = (text: string): string =>
  isPlain(text)
    ? text
    : visibleParts(text)
        .map((part) => part.text)
        .join('');
