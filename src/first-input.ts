/** What somebody does with the first script's list before the app has taken over: none of it may get lost. */

let press: Promise<void> | undefined;
let wanted: string | undefined;
let keys: KeyboardEvent[] = [];

/** A press that ends on another element than it began on is no click: the elements have to stay until it has ended. */
function hold(): void {
  press = new Promise((resolve) => {
    const end = () => {
      document.removeEventListener('pointerup', end);
      document.removeEventListener('pointercancel', end);
      // The click comes after pointerup, in the same task.
      setTimeout(() => {
        press = undefined;
        resolve();
      });
    };
    document.addEventListener('pointerup', end);
    document.addEventListener('pointercancel', end);
  });
}

/** Keeps the link of a plain click for the app, which goes there without loading everything again. */
function keep(event: MouseEvent): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const href = link?.getAttribute('href');
  if (href === null || href === undefined) return;
  event.preventDefault();
  wanted = href;
}

const keepKey = (event: KeyboardEvent): unknown => keys.push(event);

/** Watches a page that the app will replace. */
export function watchInput(page: HTMLElement): void {
  document.addEventListener('keydown', keepKey);
  page.addEventListener('pointerdown', hold);
  page.addEventListener('click', keep);
}

/** Fulfilled when the press that is under way has ended; undefined where none is. */
export const pressEnd = (): Promise<void> | undefined => press;

/** Presses the keys again that were pressed meanwhile, for the app's shortcuts; once. */
export function replayKeys(): void {
  document.removeEventListener('keydown', keepKey);
  const pressed = keys;
  keys = [];
  for (const key of pressed) document.dispatchEvent(new KeyboardEvent('keydown', key));
}

/** Where the reader wanted to go meanwhile, as the link says it; once. */
export const takeWanted = (): string | undefined => {
  const href = wanted;
  wanted = undefined;
  return href;
};
