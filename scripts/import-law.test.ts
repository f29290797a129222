import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { violationsIn } from './import-law';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && !file.startsWith('scripts/'));

test('every import in the project goes the one way the design allows', () => {
  expect(sources.length).toBeGreaterThan(20);
  expect(sources.flatMap((file) => violationsIn(file, readFileSync(`${root}/${file}`, 'utf8')))).toEqual([]);
});

test.each([
  ['core/kql/a.ts', `import { x } from '#engine/store';`],
  ['core/kql/a.ts', `import fs from 'node:fs';`],
  ['engine/a.ts', `import { x } from '#server/env';`],
  ['src/api/a.ts', `import { x } from '#mocks/browser';`],
  ['src/features/servers/a.tsx', `import { x } from '../changes/b';`],
  ['src/ui/a.tsx', `import { x } from '../features/changes/b';`],
  ['agent/a.ts', `const x = await import('#engine/engine');`],
  ['mocks/fleet/a.ts', `import { x } from '#server/env';`],
  ['core/contract/a.ts', `import * as z from 'zod';`],
])('%s may not contain %s', (file, line) => {
  expect(violationsIn(file, line)).toHaveLength(1);
});

test('the app may start the mock from head-start.ts, and only there', () => {
  expect(violationsIn('src/head-start.ts', `await import('#mocks/browser')`)).toEqual([]);
});
