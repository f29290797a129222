import { expect, it } from 'vitest';
import { compareVersions } from './software-words';

it.each([
  ['1.9', '1.10'],
  ['3.0.2-0ubuntu1.12', '3.0.2-0ubuntu1.15'],
  ['9:1.0', '10:0.1'],
  ['1.0~rc1', '1.0'],
  ['1.0', '1.0.1'],
  ['128.0.2739.42', '128.0.2739.54'],
])('%s is older than %s', (older, newer) => {
  expect(compareVersions(older, newer)).toBeLessThan(0);
  expect(compareVersions(newer, older)).toBeGreaterThan(0);
  expect(compareVersions(newer, newer)).toBe(0);
});
