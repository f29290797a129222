import type { Handlers } from '#core/contract/dispatch';
import { invalidContent, ServiceError } from '#core/contract/errors';
import type { IngestedRow, ingestionEndpoints } from '#core/contract/ingestion';
import { isJsonObject } from '#core/contract/json-object';
import { builtInTables } from '#core/fim/tables';
import type { TableSchema } from '#core/kql/schema';
import { inferColumns } from '../infer-columns';
import { createOwnIds, ingestedBatch, systemColumns } from '../ingested-batch';
import type { EngineParts } from '../parts';

const columnPattern = /^(?!__)[A-Za-z_]\w{0,99}$/;

const unknownStream = (stream: string) =>
  new ServiceError(
    404,
    'InvalidStream',
    `The stream '${stream}' was not found: use Microsoft-<Table> for a built-in table or Custom-<Name>_CL for your own.`,
  );

/** Row objects of a body; 400 naming the first element that is not one. */
const checkRows = (rows: readonly unknown[]): readonly IngestedRow[] => {
  if (rows.every(isJsonObject)) return rows;
  const wrong = rows.findIndex((row) => !isJsonObject(row));
  throw invalidContent(`Element ${wrong} of the body is not an object.`, `[${wrong}]`);
};

export const ingestionHandlers = ({
  store,
  directory,
  arrival,
}: EngineParts): Pick<Handlers, keyof typeof ingestionEndpoints> => {
  const tableOf = async (workspace: string, stream: string, rows: readonly IngestedRow[]): Promise<TableSchema> => {
    const [, origin, name] = /^(Microsoft|Custom)-([A-Za-z]\w{0,99})$/.exec(stream) ?? [];
    if (origin === 'Microsoft') {
      const table = builtInTables.find((one) => one.name === name);
      if (table) return table;
    }
    if (origin !== 'Custom' || name === undefined || !name.endsWith('_CL')) throw unknownStream(stream);
    const existing = (await store.schema(workspace)).find((table) => table.name === name);
    const columns = existing?.columns ?? systemColumns;
    const added = inferColumns(rows, new Set(columns.map((column) => column.name)));
    const bad = added.find((column) => !columnPattern.test(column.name));
    if (bad) throw invalidContent(`'${bad.name}' cannot be the name of a column.`, bad.name);
    return { name, columns: [...columns, ...added] };
  };

  const ownIds = createOwnIds();
  return {
    ingest: async ({ params: { immutableId, stream }, body, context }) => {
      const found = await directory.findRule(immutableId);
      if (!found) {
        throw new ServiceError(404, 'NotFound', `Data collection rule with immutable Id '${immutableId}' not found.`);
      }
      const { customerId } = found.workspace;
      const rows = checkRows(body);
      const table = await tableOf(customerId, stream, rows);
      if (rows.length === 0) return { status: 204 };

      const receivedAt = arrival(context.clock());
      const stamp = { workspace: customerId, receivedAt, rng: context.rng, ownIds };
      const { batch, ids, keyed } = ingestedBatch(table, rows, stamp);
      // At once: the store takes our own ids in rising order only.
      await store.append(customerId, table, batch, ids, receivedAt, keyed);
      return { status: 204 };
    },
  };
};
