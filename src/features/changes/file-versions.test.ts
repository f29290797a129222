import { expect, test } from 'vitest';
import { builtInTables } from '#core/fim/tables';
import { compile } from '#core/kql/compile';
import { compareVersions, textOfVersion, versionsKql } from './file-versions';

const chunk = (Hash: string, ChunkIndex: number, ChunkCount: number, Content: string) => ({
  Hash,
  ChunkIndex,
  ChunkCount,
  Content,
});

test('a content is its chunks in order, and none at all when a part is missing', () => {
  const rows = [chunk('a', 1, 2, 'two'), chunk('b', 0, 2, 'half'), chunk('a', 0, 2, 'one ')];
  expect(textOfVersion(rows, 'a')).toBe('one two');
  expect(textOfVersion(rows, 'b')).toBeUndefined();
  expect(textOfVersion(rows, 'c')).toBeUndefined();
});

test('the difference keeps three lines around what changed', () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  const after = lines.with(10, 'changed').join('\n');
  expect(compareVersions(`${lines.join('\n')}\n`, `${after}\n`)).toEqual([
    { kind: 'skipped', count: 7 },
    { kind: 'same', lines: ['line 7', 'line 8', 'line 9'] },
    { kind: 'removed', lines: ['line 10'] },
    { kind: 'added', lines: ['changed'] },
    { kind: 'same', lines: ['line 11', 'line 12', 'line 13'] },
    { kind: 'skipped', count: 6 },
  ]);
});

test('a content of a new file is all added', () => {
  expect(compareVersions('', 'a\nb')).toEqual([{ kind: 'added', lines: ['a', 'b'] }]);
});

test('hashes reach the query as literals', () => {
  expect(versionsKql(['a"b'])).toContain('where Hash in ("a\\"b")');
});

test('a workspace that keeps no contents answers with no version, not with an error', () => {
  const result = compile(versionsKql(['a']), { tables: builtInTables, now: 0 });
  expect(result.ok ? [] : result.diagnostics).toEqual([]);
});
