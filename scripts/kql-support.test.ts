import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compile } from '#core/kql/compile';
import { listFunctions } from '#core/kql/functions/registry';
import { isUnsupportedFunction } from '#core/kql/functions/unsupported';
import { operators } from '#core/kql/operator-list';
import { kqlSupport, supportFile } from './kql-support';

test('docs/kql-support.md says what the registry holds (npx tsx scripts/kql-support.ts writes it anew)', () => {
  expect(readFileSync(supportFile, 'utf8')).toBe(kqlSupport());
});

test('nothing is both there and refused, and every entry describes itself', () => {
  const { scalars, aggregates } = listFunctions();
  const all = [...scalars, ...aggregates];
  expect(all.filter(({ name }) => isUnsupportedFunction(name))).toEqual([]);
  expect(all.filter(({ summary }) => !/^.{4,}\.$/.test(summary)).map(({ name }) => name)).toEqual([]);
  expect(all.filter(({ parameters }) => new Set(parameters.map(({ name }) => name)).size < parameters.length)).toEqual(
    [],
  );
});

test('the parser knows every operator that is listed', () => {
  const unknown = operators.filter(({ name }) => {
    const result = compile(`print a = 1 | ${name}`, { tables: [], now: 0 });
    return !result.ok && result.diagnostics.some(({ message }) => message.includes('unknown operator'));
  });
  expect(unknown).toEqual([]);
});
