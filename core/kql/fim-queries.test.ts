import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod/mini';
import { compile } from './compile';
import { columnTypeOf } from './literals';
import type { ColumnSchema, TableSchema } from './schema';

/**
 * Queries over ConfigurationChange as people write them, with the columns and types Microsoft's language service gives
 * for them. The file is kept beside the project, so a fresh clone has this test without it.
 */
const file = new URL('../../../shared/kql-cases/fim-queries.json', import.meta.url);
const present = existsSync(file);

const column = z.object({ name: z.string(), type: z.string() });
const shape = z.object({
  schemaColumns: z.array(column),
  queries: z.array(z.object({ id: z.string(), query: z.string(), resultColumns: z.array(column) })),
});
const { schemaColumns, queries } = present
  ? shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  : { schemaColumns: [], queries: [] };

const columnsOf = (list: readonly z.infer<typeof column>[]): ColumnSchema[] =>
  list.flatMap(({ name, type }) => {
    const known = columnTypeOf(type);
    return known === undefined ? [] : [{ name, type: known }];
  });

const dataColumns: readonly ColumnSchema[] = [
  ...['ConfigDataType', 'Computer', 'CurrentVersion', 'SoftwareName', 'SvcState', 'SvcStartupType'].map((name) => ({
    name,
    type: 'string' as const,
  })),
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'FileSystemPath', type: 'string' },
  { name: '_ResourceId', type: 'string' },
];

const tables: readonly TableSchema[] = [
  { name: 'ConfigurationChange', columns: columnsOf(schemaColumns) },
  { name: 'ConfigurationData', columns: dataColumns },
  {
    name: 'Heartbeat',
    columns: [
      { name: 'TimeGenerated', type: 'datetime' },
      { name: 'Computer', type: 'string' },
    ],
  },
];

/** Parts of a date are int to the language service and long to the emulator: we follow the emulator. */
const widened = (columns: readonly ColumnSchema[]): readonly ColumnSchema[] =>
  columns.map(({ name, type }) => ({ name, type: type === 'int' ? 'long' : type }));

const run = (query: string) => compile(query, { tables, now: Date.UTC(2026, 10, 22) * 1000 });

describe.skipIf(!present)('queries as people write them (skipped where ../shared/kql-cases is absent)', () => {
  it.each(queries.map((each) => [each.id, each] as const))(
    '%s binds to the columns the language service gives',
    (_, { query, resultColumns }) => {
      const result = run(query);
      const found = result.ok ? widened(result.query.plan.columns) : result.diagnostics;
      expect(found).toEqual(widened(columnsOf(resultColumns)));
    },
  );
});
