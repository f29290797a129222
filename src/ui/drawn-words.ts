import { useEffect } from 'react';
import css from './change-words.module.css';
import { categories, changeTypes } from './change-words';

/** Side of an icon, CSS px. */
const side = 16;
const words = [...categories, ...changeTypes].flatMap((word) => css[word] ?? []);

/** Icons are lines in a clear field. Not so: the browser drew nothing, or hides from us what it drew. */
const looksDrawn = ({ data }: ImageData): boolean => {
  const covered = data.reduce((sum, value, at) => (at % 4 === 3 && value > 0 ? sum + 1 : sum), 0);
  return data[3] === 0 && covered > 0 && covered < data.length / 8;
};

/** A drawing as a picture of as many pixels as the screen has for it; undefined where the browser makes none. */
const pictureOf = async (drawing: string): Promise<string | undefined> => {
  const image = new Image();
  image.src = drawing;
  await image.decode();
  const pixels = Math.ceil(side * devicePixelRatio);
  const canvas = Object.assign(document.createElement('canvas'), { width: pixels, height: pixels });
  const context = canvas.getContext('2d');
  context?.drawImage(image, 0, 0, pixels, pixels);
  return context && looksDrawn(context.getImageData(0, 0, pixels, pixels)) ? canvas.toDataURL() : undefined;
};

/** Rules that put pictures in the place of the drawings, for the theme and the screen of now. */
const drawnRules = async (): Promise<string> => {
  const theme = document.documentElement.dataset['theme'] ?? '';
  const probe = document.body.appendChild(Object.assign(document.createElement('i'), { hidden: true }));
  const drawings = words.map((word) => {
    probe.className = word;
    return [word, /^url\("(.*)"\)$/.exec(getComputedStyle(probe).getPropertyValue('--drawing').trim())?.[1]] as const;
  });
  probe.remove();
  const rules = await Promise.all(
    drawings.map(async ([word, drawing]) => {
      const picture = drawing === undefined ? undefined : await pictureOf(drawing);
      return picture === undefined ? '' : `[data-theme='${theme}'] .${word} { --drawn: url("${picture}") }`;
    }),
  );
  return rules.join('\n');
};

/**
 * Puts pictures in the place of the drawings before categories and types while a long table of them is shown: the browser draws a
 * vector image anew in every row that scrolls into view, 0.1 ms each. Where pictures cannot be made the drawings stay.
 */
export const useDrawnWords = () =>
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
    let latest = 0;
    let screen: MediaQueryList | undefined;
    const leaveScreen = () => screen?.removeEventListener('change', draw);
    const draw = () => {
      const turn = ++latest;
      leaveScreen();
      screen = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
      screen.addEventListener('change', draw);
      drawnRules().then(
        (rules) => turn === latest && sheet.replaceSync(rules),
        () => {},
      );
    };
    const themes = new MutationObserver(draw);
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    draw();
    return () => {
      latest++;
      themes.disconnect();
      leaveScreen();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, []);
