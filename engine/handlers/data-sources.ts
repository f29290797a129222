import { dataSource, type dataSourceEndpoints } from '#core/contract/data-sources';
import type { HandlerCall, Handlers } from '#core/contract/dispatch';
import { invalidContent, preconditionFailed, resourceNotFound } from '#core/contract/errors';
import { checkDataSource } from '#core/fim/data-source-check';
import { findDataSourceKind } from '#core/fim/data-source-kinds';
import { recordConfigurationChange } from '../configuration-history';
import type { EngineParts } from '../parts';
import { dataSourceResourceId } from '../resource-ids';
import { getDocument, putDocument, toResource, writeCondition } from '../resources';
import type { StoredDocument } from '../store';
import { customerIdOf, requireWorkspace } from './workspaces';

const type = 'Microsoft.OperationalInsights/workspaces/datasources';

type ItemCall = Pick<HandlerCall<typeof dataSourceEndpoints.putDataSource>, 'params' | 'context' | 'correlationId'>;

/** The kind a list asks for; the service takes this one form of filter and no other. */
const kindOfFilter = (filter: string): string => {
  const [, kind] = /^\s*kind\s+eq\s+'([^']+)'\s*$/i.exec(filter) ?? [];
  if (kind !== undefined) return kind;
  throw invalidContent("The $filter has to name one kind: kind eq 'ChangeTrackingLinuxPath'.", '$filter');
};

export const dataSourceHandlers = ({
  store,
  arrival,
}: EngineParts): Pick<Handlers, keyof typeof dataSourceEndpoints> => {
  const { documents } = store;
  const record = (
    { params, context, correlationId }: ItemCall,
    workspace: StoredDocument,
    before: StoredDocument | undefined,
    after: StoredDocument | undefined,
  ) => {
    const stored = after ?? before;
    return recordConfigurationChange(
      { store, arrival },
      {
        workspace: customerIdOf(workspace),
        kind: stored ? toResource(dataSource, stored).kind : '',
        name: params.dataSourceName,
        before,
        after,
        context,
        correlationId,
      },
    );
  };

  return {
    listDataSources: async ({ params, query }) => {
      const kind = kindOfFilter(query.$filter).toLowerCase();
      await requireWorkspace(documents, params);
      const stored = await documents.list(dataSourceResourceId(params, '').toLowerCase());
      const value = stored
        .map((document) => toResource(dataSource, document))
        .filter((item) => item.kind.toLowerCase() === kind);
      return { status: 200, body: { value } };
    },

    getDataSource: async ({ params }) => {
      const document = await getDocument(documents, dataSourceResourceId(params, params.dataSourceName));
      if (document) return { status: 200, body: toResource(dataSource, document) };
      await requireWorkspace(documents, params);
      throw resourceNotFound(type, `${params.workspaceName}/${params.dataSourceName}`, params.resourceGroup);
    },

    putDataSource: async (call) => {
      const { params, body, request } = call;
      const problem = checkDataSource(body);
      if (problem) throw invalidContent(problem.message, problem.target);
      const workspace = await requireWorkspace(documents, params);
      const id = dataSourceResourceId(params, params.dataSourceName);
      const kind = findDataSourceKind(body.kind)?.kind ?? body.kind;
      const existing = await getDocument(documents, id);
      if (existing && toResource(dataSource, existing).kind !== kind) {
        throw invalidContent(
          `The data source '${params.dataSourceName}' is of another kind, which cannot change.`,
          'kind',
        );
      }
      const { status, document } = await putDocument(
        documents,
        id,
        { id, name: params.dataSourceName, type, kind, properties: body.properties },
        writeCondition(request.headers),
      );
      await record(call, workspace, existing, document);
      const reply = toResource(dataSource, document);
      return status === 'created' ? { status: 201, body: reply } : { status: 200, body: reply };
    },

    deleteDataSource: async (call) => {
      const { params, request } = call;
      const workspace = await requireWorkspace(documents, params);
      const condition = writeCondition(request.headers);
      const id = dataSourceResourceId(params, params.dataSourceName).toLowerCase();
      const existing = await getDocument(documents, id);
      const deleted = condition === 'absent' ? 'conflict' : await documents.delete(id, condition);
      if (deleted === 'conflict') throw preconditionFailed();
      if (deleted) await record(call, workspace, existing, undefined);
      return { status: deleted ? 200 : 204 };
    },
  };
};
