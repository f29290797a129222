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
 * The id by which the store recognises a row sent twice: an agent's `<epoch>:<sequence>`, or an importer's content hash.
 * An id that only looks like a sequence is none, for rows below the last of its kind would be dropped.
 */
const identityOf = ({ RowId_CF: id }: IngestedRow): string | undefined =>
  typeof id === 'string' && id !== '' && (sequencedId.test(id) || !/:\d+$/.test(id)) ? id : undefined;

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

type RowName = { readonly text: string; readonly id: string | undefined };

/** The rows' own ids, and ours where there is none, so that paging by id is total. */
const rowNames = (rows: readonly IngestedRow[], { rng, ownIds }: Stamp): readonly RowName[] =>
  rows.map((row) => {
    const { RowId_CF: given } = row;
    if (typeof given === 'string' && given !== '') return { text: given, id: identityOf(row) };
    const own = ownIds(rng);
    return { text: own, id: own };
  });

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
  const names = rowNames(rows, stamp);
  const system: Readonly<Record<string, () => Vector>> = {
    TimeGenerated: () => withoutNulls(given.get('TimeGenerated'), receivedAt, length),
    TenantId: () => constantText(workspace, length),
    Type: () => constantText(table.name, length),
    RowId_CF: () => textVector(names.map(({ text }) => text)),
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
    ids: names.map(({ id }) => id),
    keyed: names.every(({ id }) => id !== undefined),
  };
};
