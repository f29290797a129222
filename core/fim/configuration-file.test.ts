import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { configurationFile, configurationFileName, readConfigurationFile } from './configuration-file';

const from = { workspaceName: 'retail-web', workspaceId: '/w', time: Date.UTC(2026, 10, 20, 12) };
const entry = { name: 'A', kind: 'ChangeTrackingLinuxPath', properties: { destinationPath: '/etc/hosts' } };
const fileOf = (...dataSources: unknown[]) =>
  JSON.stringify({ format: 'fim-console/configuration', version: 1, dataSources });

test('what is exported is read back, whatever its properties', () => {
  const properties = fc.dictionary(
    fc.string().filter((name) => name !== '__proto__'),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(properties, (odd) => {
      const text = configurationFile([{ ...entry, properties: JSON.parse(JSON.stringify(odd)) }], from);
      const read = readConfigurationFile(`\uFEFF${text}`);
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      expect(JSON.stringify(read.entries[0]?.properties)).toBe(JSON.stringify(odd));
      expect(read.from).toEqual({ workspaceName: 'retail-web', exportedAt: '2026-11-20T12:00:00.000Z' });
    }),
  );
});

test('the file is named by workspace and day', () => {
  expect(configurationFileName('retail web/1', from.time)).toBe('fim-configuration-retail-web-1-2026-11-20.json');
});

test.each([
  ['', 'File', 'It is empty.'],
  ['{"a":', 'File', 'It is not JSON'],
  ['[]', 'File', 'It is no exported configuration'],
  ['{"format":"other","version":1,"dataSources":[]}', 'File', 'It is no exported configuration'],
  ['{"format":"fim-console/configuration","version":2,"dataSources":[]}', 'File', 'It has version 2'],
  [fileOf(entry, { ...entry, name: 'B', properties: 'x' }), 'Entry 2 (B), properties', 'It has to be an object.'],
  [fileOf({ kind: 'x', properties: {} }), 'Entry 1, name', 'It has to be text.'],
  [fileOf(7), 'Entry 1', 'an object with name'],
  [fileOf(entry, { ...entry, name: 'a' }), 'Entry 2 (a)', 'Entry 1 has the same name.'],
])('%s', (text, where, message) => {
  const read = readConfigurationFile(text);
  expect(read.ok ? [] : read.problems).toEqual([{ where, message: expect.stringContaining(message) }]);
});
