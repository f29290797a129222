import type { ColumnSchema, TableSchema } from '#core/kql/schema';
import type { Store } from './store';

/** Columns of both lists, those of the first first; where a name is in both, the first one's type holds. */
export const mergeColumns = (
  first: readonly ColumnSchema[],
  second: readonly ColumnSchema[],
): readonly ColumnSchema[] => {
  const known = new Set(first.map(({ name }) => name));
  const added = second.filter(({ name }) => !known.has(name));
  return added.length === 0 ? first : [...first, ...added];
};

/** The tables several workspaces have between them: what a query over all of them sees. */
export const tablesOf = async (store: Store, workspaces: readonly string[]): Promise<readonly TableSchema[]> => {
  const [only, ...others] = workspaces;
  // As the store gives them: the same list for the same tables, see `createPreparedQueries`.
  if (only !== undefined && others.length === 0) return store.schema(only);
  const merged = new Map<string, TableSchema>();
  for (const workspace of workspaces) {
    for (const table of await store.schema(workspace)) {
      const known = merged.get(table.name);
      merged.set(table.name, known ? { ...known, columns: mergeColumns(known.columns, table.columns) } : table);
    }
  }
  return [...merged.values()];
};
