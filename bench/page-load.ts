import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from '@playwright/test';

/** One load of a page in a browser that has never seen it. Times in milliseconds since the navigation began. */
export type PageLoad = {
  /** First contentful paint: the skeleton, or the whole of an empty page. */
  readonly paint: number;
  /** A frame with the awaited element was handed to the screen; NaN where nothing was awaited. */
  readonly numbers: number;
  /** Scripts whose download had ended by then, as paths of the site. */
  readonly scripts: readonly string[];
  /** Marks the page set itself. */
  readonly marks: Readonly<Record<string, number>>;
};

/** What to wait for: the first element that matches `selector`, whose text matches `text`. */
export type Awaited = {
  readonly selector: string;
  readonly text: RegExp;
  /** Element that holds what is counted, if not the matched one itself: a row by the link in it. */
  readonly within?: { readonly closest: string; readonly selector: string };
};

type Watch = { readonly selector: string; readonly text: string; readonly closest: string; readonly inner: string };

/**
 * Runs in the page before anything else: notes the moment by itself, so that no look from outside disturbs or delays it.
 * No named functions in here: the names that tsx keeps do not exist in the page.
 */
const watchPage = ({ selector, text, closest, inner }: Watch) => {
  const pattern = new RegExp(text);
  new MutationObserver((_, observer) => {
    const found = document.querySelector(selector);
    const element = closest === '' ? found : found?.closest(closest)?.querySelector(inner);
    if (!pattern.test(element?.textContent ?? '')) return;
    observer.disconnect();
    // After the next frame has been painted, as first contentful paint counts.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => performance.mark('bench-numbers'));
      port1.start();
      port2.postMessage(null);
    });
  }).observe(document, { subtree: true, childList: true, characterData: true });
};

/** Runs in the page: fulfilled when the entry is there. */
const entryThere = ({ type, name }: { readonly type: string; readonly name: string }) =>
  new Promise<void>((resolve) => {
    new PerformanceObserver((list, observer) => {
      if (list.getEntriesByName(name).length === 0) return;
      observer.disconnect();
      resolve();
    }).observe({ type, buffered: true });
  });

const tooLate = async (url: string): Promise<never> => {
  await wait(60_000, undefined, { ref: false });
  throw new Error(`${url} did not show what the benchmark waits for within 60 s`);
};

/** Loads `url` in a fresh context. @throws Error when what is awaited does not come within 60 s */
export async function loadPage(browser: Browser, url: string, awaited?: Awaited): Promise<PageLoad> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, timezoneId: 'UTC' });
  try {
    const page = await context.newPage();
    if (awaited) {
      await page.addInitScript(watchPage, {
        selector: awaited.selector,
        text: awaited.text.source,
        closest: awaited.within?.closest ?? '',
        inner: awaited.within?.selector ?? '',
      });
    }
    await page.goto(url);
    const last = awaited ? { type: 'mark', name: 'bench-numbers' } : { type: 'paint', name: 'first-contentful-paint' };
    await Promise.race([page.evaluate(entryThere, last), tooLate(url)]);
    return await page.evaluate(() => {
      const numbers = performance.getEntriesByName('bench-numbers')[0]?.startTime ?? Number.NaN;
      const marks = performance.getEntriesByType('mark').map(({ name, startTime }) => [name, startTime] as const);
      return {
        paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
        numbers,
        marks: Object.fromEntries(marks),
        scripts: performance
          .getEntriesByType('resource')
          .filter((entry) => entry instanceof PerformanceResourceTiming && !(entry.responseEnd > numbers))
          .map(({ name }) => new URL(name).pathname)
          .filter((path) => path.endsWith('.js')),
      };
    });
  } finally {
    await context.close();
  }
}
