import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { findBrowser } from './browser';

/**
 * The one test command: static checks, unit and conformance tests, the builds, then end-to-end tests in a real browser.
 * Goes on after a failing step, so that one run tells everything, and ends with the line `N passed, N failed`.
 * `--fast` stops after static checks and unit tests (`npm run check`).
 */
const fast = process.argv.includes('--fast');
const reports = mkdtempSync(join(tmpdir(), 'fim-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };

/** Runs a program to its end: whether it went well, and what it said. */
const quietly = (command: string, args: readonly string[]): Promise<{ readonly ok: boolean; readonly said: string }> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const hear = (text: string) => (said += text);
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear);
    child.on('error', ({ message }) => resolve({ ok: false, said: message }));
    child.on('close', (code) => resolve({ ok: code === 0, said }));
  });

const run = (command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });

const bin = (name: string) => join('node_modules', '.bin', name);

const step = async (name: string, action: () => Promise<boolean>): Promise<boolean> => {
  const start = performance.now();
  console.log(`\n== ${name}`);
  const ok = await action();
  total[ok ? 'passed' : 'failed'] += 1;
  console.log(`== ${name}: ${ok ? 'passed' : 'FAILED'} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return ok;
};

/** A static check: one process at a time beside the unit tests, so what it says is kept until it ends. */
const check = async (name: string, command: string, ...args: string[]): Promise<void> => {
  const start = performance.now();
  const { ok, said } = await quietly(bin(command), args);
  total[ok ? 'passed' : 'failed'] += 1;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`\n== ${name}: ${ok ? 'passed' : `FAILED\n${said}\n== ${name}: FAILED`} in ${seconds} s`);
};

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  success: z.boolean(),
});
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/** A runner that left no readable report, or failed outside its tests (an import error), counts as one failure. */
const add = (passed: number, failed: number, skipped: number, ok: boolean) => {
  total.passed += passed;
  total.failed += failed === 0 && !ok ? 1 : failed;
  total.skipped += skipped;
};

const vitest = async (...projects: string[]) => {
  const file = join(reports, `vitest-${projects.join('-')}.json`);
  console.log(`\n== vitest ${projects.join(' ')}`);
  const ok = await run(bin('vitest'), [
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = vitestReport.safeParse(readJson(file));
  if (report.success) add(report.data.numPassedTests, report.data.numFailedTests, report.data.numPendingTests, ok);
  else add(0, 0, 0, false);
};

const playwright = async () => {
  const file = join(reports, 'playwright.json');
  console.log('\n== end to end');
  const ok = await run(bin('playwright'), ['test', '--reporter=list,json'], {
    FIM_BROWSER: findBrowser(),
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  const report = playwrightReport.safeParse(readJson(file));
  // A flaky test failed once: it counts as failed until it is mended.
  if (report.success) {
    const { expected, unexpected, flaky, skipped } = report.data.stats;
    add(expected, unexpected + flaky, skipped, ok);
  } else add(0, 0, 0, false);
};

const staticChecks = async () => {
  await check('format', 'biome', 'format', '.');
  await check('lint', 'oxlint', '--deny-warnings');
  await check('types: core and engine', 'tsc', '-p', 'tsconfig.core.json');
  await check('types: browser', 'tsc', '-p', 'tsconfig.web.json');
  await check('types: everything', 'tsc', '-p', 'tsconfig.node.json');
  await check('dead code', 'knip');
};
// What is built first is measured by the slow tests.
const npm = (script: string) => run('npm', ['run', '--silent', script]);
const built = !fast && (await step('build', () => npm('build'))) && (await step('build:demo', () => npm('build:demo')));
await Promise.all([staticChecks(), fast ? vitest('node', 'web') : vitest('node', 'web', 'integration', 'slow')]);
if (built) {
  try {
    await playwright();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    total.failed += 1;
  }
}

rmSync(reports, { recursive: true, force: true });
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed === 0 ? 0 : 1;
