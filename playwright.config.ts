import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/browser';
import type { ModeOptions } from './e2e/fixtures';

/** The page specs run in both modes; the agent's story needs a real server and runs once (design §10.14). */
export default defineConfig<ModeOptions>({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: process.env['CI'] !== undefined,
  outputDir: 'test-results',
  reporter: 'list',
  use: {
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    // Drawing what moves, without a graphics card, is a large part of a page's work.
    contextOptions: { reducedMotion: 'reduce' },
    // Recording every step doubles the time: `npx playwright test --trace on` when a failure needs it.
    trace: 'off',
    launchOptions: {
      executablePath: process.env['FIM_BROWSER'] ?? findBrowser(),
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
        '--no-first-run',
        '--disable-gpu',
      ],
    },
  },
  projects: [
    // First: much of its time it waits for what the agent sees, and the others fill that.
    { name: 'agent', testDir: 'e2e/agent', use: { appMode: 'self-hosted' } },
    // What is tagged @page is the page's alone, whoever answers its calls: it runs once, where a page starts soonest. Whether pages are
    // accessible is looked at in the mock alone, where every state can be forced.
    {
      name: 'mock',
      testDir: 'e2e/pages',
      grepInvert: /@page/,
      use: { appMode: 'mock' },
    },
    { name: 'self-hosted', testDir: 'e2e/pages', use: { appMode: 'self-hosted' } },
    { name: 'mock-only', testDir: 'e2e/mock', use: { appMode: 'mock' } },
  ],
});
