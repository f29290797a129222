import { listValue, type DuckDBConnection } from '@duckdb/node-api';
import * as z from 'zod/mini';
import { builtInTables } from '#core/fim/tables';
import { type ColumnSchema, type ColumnType, type TableSchema, columnTypes } from '#core/kql/schema';
import { mergeColumns } from '#engine/table-schemas';
import { dialect } from './duckdb-dialect';
import { rowsOf } from './duckdb-rows';
import { storageOf } from './duckdb-types';

/**
 * Which physical tables and columns hold which KQL tables. Workspaces share a physical table; each knows which of its
 * columns it has used, so that custom tables of the same name may differ between workspaces.
 */

export type PhysicalColumn = {
  readonly name: string;
  readonly type: ColumnType;
  readonly physical: string;
  /** Holds, or held, text whose case mapping or length differs between the languages (see duckdb-text.ts). */
  oddText: boolean;
};

export type PhysicalTable = {
  readonly physical: string;
  /** In order of the physical table, after the hidden columns. */
  readonly columns: PhysicalColumn[];
  /** Ids of the workspaces with rows in it that `RowId_CF` may not tell apart. */
  readonly unkeyed: Set<number>;
};

export type Catalog = {
  readonly table: (name: string) => PhysicalTable | undefined;
  readonly tableNames: () => readonly string[];
  readonly workspaceId: (customerId: string) => number | undefined;
  readonly schema: (customerId: string) => readonly TableSchema[];
  /** Creates what a row of `table` needs, in the caller's transaction. Call `reload` if that is rolled back. */
  readonly ensure: (customerId: string, table: TableSchema) => Promise<{ workspace: number; table: PhysicalTable }>;
  readonly markOddText: (table: string, column: PhysicalColumn) => Promise<void>;
  readonly markUnkeyed: (table: string, workspace: number) => Promise<void>;
  /** Another number whenever something that readers see is another. */
  readonly version: () => number;
  /** Shows readers what has been committed. Until then they see what was there before, as their database snapshot does. */
  readonly publish: () => void;
  readonly reload: () => Promise<void>;
};

/** What readers of the catalog see. */
type Published = {
  readonly tables: ReadonlyMap<string, PhysicalTable>;
  readonly workspaces: ReadonlyMap<string, number>;
  /** Tables of the workspaces that have more than the built-in ones. */
  readonly schemas: ReadonlyMap<number, readonly TableSchema[]>;
};

const columnType = z.enum(columnTypes);
const workspaceRow = z.tuple([z.number(), z.string()]);
const tableRow = z.tuple([z.string(), z.string()]);
const physicalRow = z.tuple([z.string(), z.string(), columnType, z.string(), z.boolean()]);
const workspaceColumnRow = z.tuple([z.number(), z.string(), z.string(), columnType]);

/** A physical name that differs from all taken ones even without regard to case. */
const freshName = (wanted: string, taken: Iterable<string>): string => {
  const lower = new Set([...taken].map((name) => name.toLowerCase()));
  let candidate = wanted;
  for (let n = 2; lower.has(candidate.toLowerCase()); n++) candidate = `${wanted}~${n}`;
  return candidate;
};

const builtInNames: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  builtInTables.map(({ name, columns }) => [name, new Set(columns.map((column) => column.name))]),
);

const hiddenNames = ['$Workspace', '$IngestionTime', 'rowid'];

/** Loads the catalog; all its writes go through `connection`. */
export async function openCatalog(connection: DuckDBConnection): Promise<Catalog> {
  const tables = new Map<string, PhysicalTable>();
  const workspaces = new Map<string, number>();
  const used = new Map<number, Map<string, ColumnSchema[]>>();
  /** Whether the above differs from what readers were shown. */
  let changed = false;

  const usedColumns = (workspace: number, table: string): ColumnSchema[] => {
    let ofWorkspace = used.get(workspace);
    if (ofWorkspace === undefined) used.set(workspace, (ofWorkspace = new Map()));
    let columns = ofWorkspace.get(table);
    if (columns === undefined) ofWorkspace.set(table, (columns = []));
    return columns;
  };

  const reload = async (): Promise<void> => {
    tables.clear();
    workspaces.clear();
    used.clear();
    for (const [id, customerId] of await rowsOf(
      connection,
      'SELECT id, customer_id FROM internal.workspaces',
      workspaceRow,
    ))
      workspaces.set(customerId, id);
    for (const [name, physical] of await rowsOf(connection, 'SELECT name, physical FROM internal.tables', tableRow))
      tables.set(name, { physical, columns: [], unkeyed: new Set() });
    for (const [workspace, table] of await rowsOf(
      connection,
      'SELECT workspace, table_name FROM internal.unkeyed',
      workspaceRow,
    ))
      tables.get(table)?.unkeyed.add(workspace);
    for (const [table, name, type, physical, oddText] of await rowsOf(
      connection,
      'SELECT table_name, name, type, physical, odd_text FROM internal.physical_columns ORDER BY rowid',
      physicalRow,
    ))
      tables.get(table)?.columns.push({ name, type, physical, oddText });
    for (const [workspace, table, name, type] of await rowsOf(
      connection,
      'SELECT workspace, table_name, name, type FROM internal.workspace_columns ORDER BY workspace, table_name, ordinal',
      workspaceColumnRow,
    ))
      usedColumns(workspace, table).push({ name, type });
  };

  const ensureWorkspace = async (customerId: string): Promise<number> => {
    const known = workspaces.get(customerId);
    if (known !== undefined) return known;
    const id = workspaces.size + 1;
    await connection.run('INSERT INTO internal.workspaces VALUES ($1, $2)', [id, customerId]);
    workspaces.set(customerId, id);
    changed = true;
    return id;
  };

  const ensureTable = async (name: string): Promise<PhysicalTable> => {
    const known = tables.get(name);
    if (known !== undefined) return known;
    const physical = freshName(
      name,
      [...tables.values()].map((table) => table.physical),
    );
    await connection.run(dialect.createTable(physical));
    await connection.run('INSERT INTO internal.tables VALUES ($1, $2)', [name, physical]);
    const created: PhysicalTable = { physical, columns: [], unkeyed: new Set() };
    tables.set(name, created);
    changed = true;
    return created;
  };

  const ensureColumns = async (name: string, table: PhysicalTable, columns: readonly ColumnSchema[]): Promise<void> => {
    const added: PhysicalColumn[] = [];
    for (const column of columns) {
      if (table.columns.some((known) => known.name === column.name && known.type === column.type)) continue;
      const physical = freshName(column.name, [...hiddenNames, ...table.columns.map((known) => known.physical)]);
      const { sqlType, nullable } = storageOf(column.type);
      await connection.run(dialect.addColumn(table.physical, physical, sqlType, nullable ? '' : ` DEFAULT ''`));
      const created = { ...column, physical, oddText: false };
      table.columns.push(created);
      added.push(created);
    }
    if (added.length === 0) return;
    changed = true;
    await connection.run(
      `INSERT INTO internal.physical_columns
       SELECT $1, unnest($2::VARCHAR[]), unnest($3::VARCHAR[]), unnest($4::VARCHAR[]), false`,
      [
        name,
        listValue(added.map((column) => column.name)),
        listValue(added.map(({ type }) => type)),
        listValue(added.map(({ physical }) => physical)),
      ],
    );
  };

  /** Built-in columns belong to every workspace without being recorded. */
  const recordColumns = async (workspace: number, { name: table, columns }: TableSchema): Promise<void> => {
    const known = usedColumns(workspace, table);
    const builtIn = builtInNames.get(table);
    const added: ColumnSchema[] = [];
    for (const column of columns) {
      if (builtIn?.has(column.name) === true || known.some(({ name }) => name === column.name)) continue;
      known.push(column);
      added.push(column);
    }
    if (added.length === 0) return;
    changed = true;
    const first = known.length - added.length;
    await connection.run(
      `INSERT INTO internal.workspace_columns
       SELECT $1, $2, $3 + unnest(range($4)), unnest($5::VARCHAR[]), unnest($6::VARCHAR[])`,
      [
        workspace,
        table,
        first,
        added.length,
        listValue(added.map(({ name }) => name)),
        listValue(added.map(({ type }) => type)),
      ],
    );
  };

  const snapshot = (): Published => ({
    // Columns and marks are shared, so that odd text and rows without a key count at once: too early only costs time.
    tables: new Map([...tables].map(([name, table]) => [name, { ...table, columns: [...table.columns] }])),
    workspaces: new Map(workspaces),
    schemas: new Map([...used].map(([id, own]) => [id, withBuiltIn(own)])),
  });

  await reload();
  let published = snapshot();
  let version = 0;
  return {
    version: () => version,
    table: (name) => published.tables.get(name),
    tableNames: () => [...published.tables.keys()],
    workspaceId: (customerId) => published.workspaces.get(customerId),
    schema: (customerId) => {
      const workspace = published.workspaces.get(customerId);
      return (workspace === undefined ? undefined : published.schemas.get(workspace)) ?? builtInTables;
    },
    ensure: async (customerId, schema) => {
      const workspace = await ensureWorkspace(customerId);
      const table = await ensureTable(schema.name);
      await ensureColumns(schema.name, table, schema.columns);
      await recordColumns(workspace, schema);
      return { workspace, table };
    },
    markOddText: async (table, column) => {
      column.oddText = true;
      version++;
      await connection.run(
        'UPDATE internal.physical_columns SET odd_text = true WHERE table_name = $1 AND name = $2 AND type = $3',
        [table, column.name, column.type],
      );
    },
    markUnkeyed: async (table, workspace) => {
      const unkeyed = tables.get(table)?.unkeyed;
      if (unkeyed === undefined || unkeyed.has(workspace)) return;
      unkeyed.add(workspace);
      version++;
      await connection.run('INSERT INTO internal.unkeyed VALUES ($1, $2)', [workspace, table]);
    },
    publish: () => {
      if (!changed) return;
      changed = false;
      version++;
      published = snapshot();
    },
    reload: async () => {
      changed = false;
      await reload();
      version++;
      // The columns and marks are other objects now, and readers must see them change.
      published = snapshot();
    },
  };
}

/** The built-in tables with what a workspace added to them, and its custom ones. */
const withBuiltIn = (own: ReadonlyMap<string, readonly ColumnSchema[]>): readonly TableSchema[] => [
  ...builtInTables.map((table) => ({ ...table, columns: mergeColumns(table.columns, own.get(table.name) ?? []) })),
  ...[...own].filter(([name]) => !builtInNames.has(name)).map(([name, columns]) => ({ name, columns: [...columns] })),
];
