import type { Page } from '@playwright/test';
import { violations } from './axe';
import { expect } from './fixtures';

/** Sizes every state must fit: a tablet, and a 1440 by 900 screen at 200 % zoom. */
const sizes = [
  { width: 768, height: 1024 },
  { width: 720, height: 450 },
] as const;

/** By how many pixels the page, or its content, is wider than the window. */
const overflow = (page: Page) =>
  page.evaluate(() =>
    Math.max(
      ...[document.documentElement, ...document.querySelectorAll('main')].map(
        ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
      ),
    ),
  );

/** Animations that would still move something under `prefers-reduced-motion`. */
const moving = (page: Page) =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect, playState }) => playState === 'running' && Number(effect?.getComputedTiming().duration) > 1)
      .map((animation) =>
        'animationName' in animation ? String(animation.animationName) : animation.constructor.name,
      ),
  );

/** A state of a page as it is: axe's rules in light, in all of the page or one part of it, and nothing moves. */
export const expectAccessible = async (page: Page, state: string, part?: string) => {
  expect.soft(await violations(page, 'wcag', part), `${state}, light`).toEqual([]);
  // Reduced motion is asked for.
  expect.soft(await moving(page), `${state}, moving`).toEqual([]);
};

/** A page also in dark, and on narrow and zoomed windows without sideways scrolling. */
export const expectFits = async (page: Page, state: string) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect.soft(await violations(page, 'contrast'), `${state}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  const usual = page.viewportSize();
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expect
      .configure({ soft: true, timeout: 3000 })
      .poll(() => overflow(page), `${state}, ${size.width} wide`)
      .toBeLessThanOrEqual(0);
  }
  if (usual) await page.setViewportSize(usual);
};
