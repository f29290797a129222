/** Texts whose width is remembered: names and words come again in every second row. */
const most = 4000;
/** Longer ones fit no line anyway. */
const longest = 300;

const known = new Map<string, number>();
let context: CanvasRenderingContext2D | null | undefined;

const prepare = () => {
  const made = document.createElement('canvas').getContext('2d');
  if (!made) return null;
  // Not `font`, which is empty where its parts do not fit into one (forced colours).
  const { fontSize, fontFamily, letterSpacing, wordSpacing } = getComputedStyle(document.body);
  made.font = `${fontSize} ${fontFamily}`;
  made.letterSpacing = letterSpacing === 'normal' ? '0px' : letterSpacing;
  made.wordSpacing = wordSpacing;
  return made.font.startsWith(fontSize) ? made : null;
};

/** Width of a text on one line in the page's font, px; infinite where it is long or cannot be measured. */
export const textWidth = (text: string): number => {
  if (text.length > longest) return Infinity;
  const before = known.get(text);
  if (before !== undefined) return before;
  context ??= prepare();
  const width = context?.measureText(text).width ?? Infinity;
  if (known.size >= most) known.clear();
  known.set(text, width);
  return width;
};
