import type { Handlers } from '#core/contract/dispatch';
import type { metadataEndpoints } from '#core/contract/metadata';
import type { EngineParts } from '../parts';
import { unknownWorkspace } from '../query-errors';
import { savedFunctionsOf } from '../saved-functions';

export const metadataHandlers = ({ store, directory }: EngineParts): Pick<Handlers, keyof typeof metadataEndpoints> => {
  const answer = async (workspaceId: string) => {
    const workspace = await directory.findWorkspace(workspaceId);
    if (!workspace) throw unknownWorkspace(workspaceId);
    const [tables, functions] = await Promise.all([
      store.schema(workspace.customerId),
      savedFunctionsOf(store, workspace),
    ]);
    const body = {
      tables: tables.map(({ name, columns }) => ({
        id: `t/${name}`,
        name,
        timespanColumn: 'TimeGenerated',
        columns: columns.map((column) => ({ name: column.name, type: column.type })),
      })),
      workspaces: [
        {
          id: workspace.customerId,
          resourceId: workspace.id,
          name: workspace.name,
          region: workspace.location,
          related: {
            tables: tables.map(({ name }) => `t/${name}`),
            functions: functions.map(({ name }) => `f/${name}`),
          },
        },
      ],
      solutions: [],
      functions: functions.map(({ name, displayName, parameters, body }) => ({
        id: `f/${name}`,
        name,
        displayName,
        body,
        parameters,
        related: { workspaces: [workspace.customerId] },
      })),
      categories: [],
      resourceTypes: [],
      queries: [],
      applications: [],
      resources: [],
      permissions: [],
    };
    return { status: 200 as const, body };
  };
  return {
    getMetadata: ({ params }) => answer(params.workspaceId),
    postMetadata: ({ params }) => answer(params.workspaceId),
  };
};
