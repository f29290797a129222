import type { Rng } from '#core/contract/context';
import type { IngestedRow } from '#core/contract/ingestion';
import { uuid } from '#core/contract/uuid';
import { batchFromRows } from '#core/kql/batch';
import type { ColumnSchema, TableSchema } from '#core/kql/schema';
import type { Batch, Vector } from '#core/kql/vector';
import { nullVector, textVector } from '#core/kql/vectors';
import type { RowIds } from './store';

const sequencedId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}:\d{1,15}$/i;

/**
 * Whether an id is one by which the store recognises a row sent twice: an agent's `<epoch>:<sequence>`, or an importer's
 * content hash. One that only looks like a sequence is none, for rows below the last of its kind would be dropped.
 */
const isIdentity = (id: string): boolean => sequencedId.test(id) || !/:\d+$/.test(id);

/** What every table has, so that its rows have a time, a workspace and a place in a total order. */
export const systemColumns: readonly ColumnSchema[] = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'TenantId', type: 'string' },
  { name: 'Type', type: 'string' },
  { name: 'RowId_CF', type: 'string' },
];

type Stamp = {
  /** customerId of the workspace. */
  readonly workspace: string;
  /** Microseconds since 1970. */
  readonly receivedAt: number;
  readonly rng: Rng;
  readonly ownIds: OwnIds;
};

/** Ids for rows that come without one: an epoch of the process, whose sequence rises from upload to upload. */
export type OwnIds = (rng: Rng) => string;

export const createOwnIds = (): OwnIds => {
  let epoch: string | undefined;
  let sequence = 0;
  return (rng) => `${(epoch ??= uuid(rng))}:${sequence++}`;
};

const constantText = (value: string, length: number): Vector => ({
  kind: 'text',
  dictionary: [value],
  codes: new Int32Array(length),
});

/** A datetime vector with the given value where it had none. */
const withoutNulls = (vector: Vector | undefined, value: number, length: number): Vector => {
  if (vector?.kind !== 'number') return { kind: 'number', values: new Float64Array(length).fill(value) };
  const { nulls, values, tenths } = vector;
  if (!nulls) return vector;
  for (let row = 0; row < length; row++) if (nulls[row] === 1) values[row] = value;
  return { kind: 'number', values, ...(tenths && { tenths }) };
};

/** The rows' own ids and ours where there is none, so that paging by id is total; and those that tell rows sent twice. */
const rowNames = (rows: readonly IngestedRow[], { rng, ownIds }: Stamp) => {
  const texts: string[] = [];
  const ids: (string | undefined)[] = [];
  for (const { RowId_CF: given } of rows) {
    const isGiven = typeof given === 'string' && given !== '';
    const text = isGiven ? given : ownIds(rng);
    texts.push(text);
    ids.push(!isGiven || isIdentity(text) ? text : undefined);
  }
  return { texts, ids };
};

/** Names any of the rows uses. */
const usedNames = (rows: readonly IngestedRow[]): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const row of rows) for (const name in row) names.add(name);
  return names;
};

/**
 * Rows as a batch of their table, with what the service adds: workspace, table, a time where there is none, an id. `ids`
 * are those by which the store drops what it has already; `keyed`: so that no two rows it keeps have the same `RowId_CF`.
 */
export const ingestedBatch = (
  table: TableSchema,
  rows: readonly IngestedRow[],
  stamp: Stamp,
): { readonly batch: Batch; readonly ids: RowIds; readonly keyed: boolean } => {
  const { workspace, receivedAt } = stamp;
  const { length } = rows;
  const used = usedNames(rows);
  const { columns, vectors } = batchFromRows(
    table.columns.filter(({ name }) => used.has(name)),
    rows,
  );
  const given = new Map(columns.map(({ name }, index) => [name, vectors[index]]));
  const { texts, ids } = rowNames(rows, stamp);
  const system: Readonly<Record<string, () => Vector>> = {
    TimeGenerated: () => withoutNulls(given.get('TimeGenerated'), receivedAt, length),
    TenantId: () => constantText(workspace, length),
    Type: () => constantText(table.name, length),
    RowId_CF: () => textVector(texts),
  };
  return {
    batch: {
      columns: table.columns,
      vectors: table.columns.map(
        ({ name, type }) =>
          (Object.hasOwn(system, name) ? system[name]?.() : given.get(name)) ?? nullVector(type, length),
      ),
      length,
    },
    ids,
    keyed: ids.every((id) => id !== undefined),
  };
};
