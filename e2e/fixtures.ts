import { test as base, expect } from '@playwright/test';

export type AppMode = 'mock' | 'self-hosted';
export type ModeOptions = { appMode: AppMode };

/** Clock and seed both modes share, so that one spec can name what it expects to see (design §10.14). */
export const demoNow = '2026-11-20T12:00:00Z';

const originOf = (mode: AppMode): string => {
  const origin = process.env[mode === 'mock' ? 'FIM_E2E_MOCK' : 'FIM_E2E_SERVER'];
  if (origin === undefined) throw new Error('global setup did not start the app');
  return origin;
};

/**
 * Page tests: `open(path)` goes to a page of the app under test at the shared clock. A console error or an uncaught
 * exception of the page fails the test that caused it.
 */
export const test = base.extend<
  ModeOptions & { open: (path: string) => Promise<void>; origin: string; pageErrors: string[] }
>({
  appMode: ['mock', { option: true }],
  origin: async ({ appMode }, use) => use(originOf(appMode)),
  pageErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) errors.push(message.text());
      });
      await use(errors);
      expect(errors, 'errors in the page console').toEqual([]);
    },
    { auto: true },
  ],
  open: async ({ page, origin, appMode }, use) => {
    await page.clock.setFixedTime(new Date(demoNow));
    if (appMode === 'mock') await page.addInitScript((now) => sessionStorage.setItem('fim-demo-now', now), demoNow);
    await use(async (path) => {
      // The demo is built to lie in any folder, so its routes are behind the #.
      await page.goto(appMode === 'mock' ? `${origin}/#${path}` : origin + path);
    });
  },
});

export { expect };
