import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from '@playwright/test';

const installed = [
  '/usr/bin/chromium-headless-shell',
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const firstInstalled = () => installed.find((path) => existsSync(path));

/** Playwright's own download, if `playwright install` has been run. */
const playwrightsOwn = () => {
  const path = chromium.executablePath();
  return path !== '' && existsSync(path) ? path : undefined;
};

const attempt = (what: string, run: () => void): boolean => {
  console.error(`browser: ${what}`);
  try {
    run();
    return true;
  } catch (error) {
    console.error(`browser: ${what} failed: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    return false;
  }
};

const apt = (...args: string[]) =>
  execFileSync('apt-get', args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: 300_000 });

const installFromDebian = () => {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  attempt('installing chromium-headless-shell with apt-get', () => {
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell');
  });
};

const installFromPlaywright = () => {
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  attempt('playwright install chromium', () =>
    execFileSync(process.execPath, [cli, 'install', 'chromium'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 300_000,
    }),
  );
};

/**
 * Path of a Chromium to test with: `$CHROMIUM_PATH`, Playwright's own, an installed one, else one it installs (Debian's
 * package as root, Playwright's download otherwise).
 * @throws Error that says what to do when there is none: a test run without a browser must fail, not skip.
 */
export const findBrowser = (): string => {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') {
    if (existsSync(given)) return given;
    throw new Error(`CHROMIUM_PATH names a file that does not exist: ${given}`);
  }
  const present = playwrightsOwn() ?? firstInstalled();
  if (present !== undefined) return present;
  installFromDebian();
  const debian = firstInstalled();
  if (debian !== undefined) return debian;
  installFromPlaywright();
  const own = playwrightsOwn();
  if (own !== undefined) return own;
  throw new Error('No Chromium found and none could be installed. Install one, or name one in CHROMIUM_PATH.');
};
