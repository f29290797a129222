import { queryOptions } from '@tanstack/react-query';
import { client } from '../../api/client';
import { metadataKey } from '../../api/saved-searches';

export type SchemaColumn = { readonly name: string; readonly type: string; readonly description?: string };

export type SchemaTable = {
  readonly name: string;
  readonly description?: string;
  /** In the order the workspace lists them. `type`: Kusto's name (`string`, `datetime`...). */
  readonly columns: readonly SchemaColumn[];
};

/** A query saved under a name to be called by. `parameters`: as in `a: string, n: long = 5`. */
export type SchemaFunction = {
  readonly name: string;
  readonly displayName?: string;
  readonly parameters: string;
  readonly body: string;
};

/** What a query can name in a workspace: its tables, and the functions saved with it. */
export type WorkspaceSchema = {
  readonly tables: readonly SchemaTable[];
  readonly functions: readonly SchemaFunction[];
};

/** Schema of a workspace (`customerId`), tables by name. Kept for five minutes: new tables come with new collectors only. */
export const schemaQuery = (customerId: string) =>
  queryOptions({
    queryKey: [metadataKey, customerId],
    queryFn: async ({ signal }): Promise<WorkspaceSchema> => {
      const { tables, functions = [] } = await client.getMetadata({ params: { workspaceId: customerId }, signal });
      return {
        tables: tables
          .map(({ name, description, columns }) => ({ name, description, columns }))
          .toSorted((a, b) => a.name.localeCompare(b.name)),
        functions: functions
          .map(({ name, displayName, parameters = '', body }) => ({ name, displayName, parameters, body }))
          .toSorted((a, b) => a.name.localeCompare(b.name)),
      };
    },
    staleTime: 300_000,
  });
