/** Texts whose width is remembered: names and words come again in every second row. */
const most = 4000;
/** Longer ones fit no line anyway. */
const longest = 300;
/** Less of a difference between what we measure and what the page shows is rounding. */
const rounding = 0.005;
/** What letters gain or lose by standing next to each other, as a share of the line: kerning and ligatures. */
const kerning = 0.03;
const sample = 'Size, DateModified 0123 /usr/lib/x86_64';

const known = new Map<string, number>();
const listeners = new Set<() => void>();
let context: CanvasRenderingContext2D | null | undefined;
/** How much wider the page shows text than the canvas: readers may space letters and words, or have a smallest size of letters. */
let scale = 1;

const prepare = () => {
  const made = document.createElement('canvas').getContext('2d');
  if (!made) return null;
  // Not `font`, which is empty where its parts do not fit into one (forced colours).
  const { fontSize, fontFamily } = getComputedStyle(document.body);
  made.font = `${fontSize} ${fontFamily}`;
  return made.font.startsWith(fontSize) ? made : null;
};

/** Width of a text on one line in the page's font, px; infinite where it is long or cannot be measured. */
const textWidth = (text: string): number => {
  if (text.length > longest) return Infinity;
  const before = known.get(text);
  if (before !== undefined) return before;
  context ??= prepare();
  const width = (context?.measureText(text).width ?? Infinity) * scale * (1 + rounding);
  if (known.size >= most) known.clear();
  known.set(text, width);
  return width;
};

/** Width of each ASCII letter alone, px, by its code. */
const letters: number[] = [];

/** Sum of a text's letters, px; not a number where one is not ASCII. Measuring a line takes some 50 times as long. */
const sumOfLetters = (text: string): number => {
  let sum = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 || code > 126) return NaN;
    sum += letters[code] ??= textWidth(String.fromCharCode(code));
  }
  return sum;
};

/** A text shows whole on a line of `width` px in the page's font. Measures it only where its letters leave that open. */
export const textFits = (text: string, width: number): boolean => {
  if (text.length > longest) return false;
  const about = sumOfLetters(text);
  if (about * (1 + kerning) <= width) return true;
  return !(about * (1 - kerning) > width) && textWidth(text) <= width;
};

let probe: HTMLElement | undefined;

/** Watches how wide the page shows a sample. */
const watch = () => {
  if (probe || typeof ResizeObserver === 'undefined') return;
  probe = document.createElement('span');
  probe.textContent = sample;
  probe.ariaHidden = 'true';
  probe.style.cssText =
    'position: absolute; inset: 0 auto auto 0; visibility: hidden; white-space: nowrap; contain: layout style';
  document.body.append(probe);
  new ResizeObserver(([entry]) => {
    context ??= prepare();
    const measured = context?.measureText(sample).width;
    const next = (entry?.contentRect.width ?? 0) / (measured ?? Infinity);
    if (next === 0 || Math.abs(next - scale) < rounding) return;
    scale = next;
    known.clear();
    letters.length = 0;
    for (const listener of listeners) listener();
  }).observe(probe);
};

/** For useSyncExternalStore: text of the same letters has become wider or narrower. */
export const subscribeTextScale = (listener: () => void): (() => void) => {
  watch();
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
export const textScale = (): number => scale;
