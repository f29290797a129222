import { builtInTables } from '#core/fim/tables';
import { execute } from '#core/kql/execute/execute';
import { hasWindow } from '#core/kql/execute/expression';
import type { Plan } from '#core/kql/plan';
import type { TableSchema } from '#core/kql/schema';
import type { Batch } from '#core/kql/vector';
import { createMemoryDocuments } from './memory-documents';
import { MemoryTable, rowTimes } from './memory-table';
import { createRowIdentity } from './row-identity';
import type { Store } from './store';
import { timeBounds } from './time-bounds';

export type MemoryStoreOptions = {
  /** Time for etags, milliseconds since 1970. */
  readonly clock?: () => number;
};

/** What this store runs itself: chains of filters, projections, aggregations and orders over one scan. */
const canPush = (node: Plan): boolean => {
  switch (node.op) {
    case 'scan':
      return true;
    case 'where':
      return !hasWindow(node.predicate);
    case 'project':
      return !node.assignments.some(({ expr }) => hasWindow(expr));
    case 'summarize':
    case 'sort':
    case 'top':
    case 'take':
      return true;
    default:
      return false;
  }
};

const scanOf = (prefix: Plan): Extract<Plan, { op: 'scan' }> | undefined => {
  let node = prefix;
  while (node.op !== 'scan') {
    if (!('input' in node)) return undefined;
    node = node.input;
  }
  return node;
};

/**
 * A store in memory: rows in typed columns by table, workspace and time, documents in a map. For the browser, tests and
 * throw-away servers; nothing outlives it. Prefixes run on the same executor as everything else.
 */
export const createMemoryStore = ({ clock = Date.now }: MemoryStoreOptions = {}): Store => {
  const tables = new Map<string, MemoryTable>();
  const identity = createRowIdentity();

  const tableOf = (schema: TableSchema): MemoryTable => {
    let table = tables.get(schema.name);
    if (!table) {
      table = new MemoryTable(schema.name);
      table.declare(builtInTables.find(({ name }) => name === schema.name)?.columns ?? []);
      tables.set(schema.name, table);
    }
    table.declare(schema.columns);
    return table;
  };

  return {
    capabilities: { name: 'memory', canPush },
    documents: createMemoryDocuments(clock),
    append: async (workspace, schema, batch, ids, receivedAt) => {
      const table = tableOf(schema);
      table.declare(batch.columns);
      const rows = identity.fresh(workspace, ids, batch.length);
      const timeAt = batch.columns.findIndex(({ name }) => name === 'TimeGenerated');
      const times = rowTimes(batch, timeAt, () => receivedAt);
      table.add(workspace, batch, rows, times, receivedAt);
      return { stored: rows.length, dropped: batch.length - rows.length };
    },
    scan: (workspaces, prefix, options) => {
      const bounds = timeBounds(prefix, options.now);
      async function* rows(node: Plan): AsyncGenerator<Batch> {
        const table = node.op === 'scan' ? tables.get(node.table.name) : undefined;
        for (const workspace of workspaces) if (table) yield* table.batches(workspace, node.columns, bounds);
      }
      const scan = scanOf(prefix);
      if (!scan) throw new TypeError('the memory store runs prefixes over one scan only');
      return prefix === scan ? rows(scan) : execute(prefix, { ...options, scan: rows });
    },
    schema: async (workspace) => {
      const grown = [...tables.values()].filter((table) => table.has(workspace)).map((table) => table.schema());
      const others = builtInTables.filter(({ name }) => !grown.some((table) => table.name === name));
      return [...others, ...grown].sort((left, right) => (left.name < right.name ? -1 : 1));
    },
    retain: async (workspace, before) =>
      [...tables.values()].reduce((deleted, table) => deleted + table.retain(workspace, before), 0),
    close: async () => {
      tables.clear();
    },
  };
};
