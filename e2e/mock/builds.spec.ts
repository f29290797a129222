import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures';
import { projectRoot } from '../processes';

const scripts = (folder: string) =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => ({ file, text: readFileSync(join(projectRoot, folder, file), 'utf8') }));

/** Words only the mock holds: its service worker, a workspace of the fleet, a sentinel. */
const mockOnly = /mockServiceWorker|contoso-prod-eastus|fim-sentinel/;

test('the live build holds no mock code, the demo does', () => {
  expect(
    scripts('dist/app')
      .filter(({ file, text }) => /mockServiceWorker/.test(file) || mockOnly.test(text))
      .map(({ file }) => file),
  ).toEqual([]);
  expect(scripts('dist/demo').filter(({ text }) => mockOnly.test(text)).length).toBeGreaterThan(0);
});
