import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { gzippedKib, scriptNamed, startScripts, withImports } from './built-scripts';

/** Limits of design §9, over the live build that the test command has just made. */
const folder = fileURLToPath(new URL('../dist/app', import.meta.url));
const { first, ahead } = startScripts(folder);
const atStart = withImports(folder, [...first, ...ahead]);

test('the workspace list shows data with at most 200 KiB of JavaScript, gzipped', () => {
  const size = gzippedKib(folder, atStart);
  console.log(`JavaScript before the workspace list shows data: ${size.toFixed(1)} KiB gzipped (limit 200)`);
  // React alone is more than this: less means that something was not counted.
  expect(size).toBeGreaterThan(60);
  expect(size).toBeLessThanOrEqual(200);
});

test('what asks for the first data is small, so that it comes before the rest', () => {
  expect(first).toHaveLength(1);
  expect(gzippedKib(folder, withImports(folder, first))).toBeLessThanOrEqual(5);
});

test('what shows the first list is small, and comes with nothing of the app', () => {
  const own = withImports(folder, [scriptNamed(folder, 'first-list')]);
  expect(gzippedKib(folder, own)).toBeLessThanOrEqual(14);
  expect(own).not.toContain(scriptNamed(folder, 'app'));
});

test('what starts the demo’s worker waits for nothing of the app', () => {
  const demo = fileURLToPath(new URL('../dist/demo', import.meta.url));
  const own = withImports(demo, startScripts(demo).first);
  expect(own).toContain(scriptNamed(demo, 'start-worker'));
  expect(own).not.toContain(scriptNamed(demo, 'app'));
  expect(gzippedKib(demo, own)).toBeLessThanOrEqual(7);
});

test.each(['changes-chart', 'dashboard-page', 'changes-tab', 'servers-tab'])('%s comes with its own route', (name) => {
  const own = withImports(folder, [scriptNamed(folder, name)]).filter((path) => !atStart.includes(path));
  expect(gzippedKib(folder, own)).toBeGreaterThan(2);
});

test('the Logs page comes without the language service, which its worker loads by itself', () => {
  const own = withImports(folder, [scriptNamed(folder, 'logs-page')]);
  expect(gzippedKib(folder, own)).toBeLessThan(600);
  expect(own.filter((path) => /Kusto|bridge|engine-word/.test(path))).toEqual([]);
  // The worker imports these two by their addresses.
  for (const name of ['Kusto.Language.Bridge.min', 'bridge.min']) expect(scriptNamed(folder, name)).toMatch(/\.js$/);
});

test('nothing of an export comes with the first list, and its work only when it is asked for', () => {
  const atPages = withImports(folder, [scriptNamed(folder, 'changes-tab'), scriptNamed(folder, 'servers-tab')]);
  for (const name of ['start-export', 'export-card', 'm-dialog'])
    expect(atPages).not.toContain(scriptNamed(folder, name));
  const texts = atStart.map((path) => readFileSync(join(folder, path), 'utf8'));
  expect(texts.filter((text) => text.includes('showSaveFilePicker'))).toEqual([]);
});
