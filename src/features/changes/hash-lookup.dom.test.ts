import { expect, it } from 'vitest';
import { builtInTables } from '#core/fim/tables';
import { compile } from '#core/kql/compile';
import { hashKql, isHash } from './hash-lookup';

it('knows the lengths of digests, and nothing else', () => {
  expect(['a'.repeat(32), 'A0'.repeat(32), '0'.repeat(40)].map(isHash)).toEqual([true, true, true]);
  expect(['a'.repeat(33), `${'a'.repeat(31)}g`, '', '/etc/passwd'].map(isHash)).toEqual([false, false, false, false]);
});

it('is KQL whatever stands in the URL', () => {
  const result = compile(hashKql('"x\\'), { tables: builtInTables, now: 0 });
  expect(result.ok ? [] : result.diagnostics).toEqual([]);
});
