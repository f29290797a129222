import type { Handlers } from '#core/contract/dispatch';
import { workspace, type workspaceEndpoints } from '#core/contract/workspaces';
import type { EngineParts } from '../parts';
import { isWorkspaceId, subscriptionResourceId, workspaceResourceId, type WorkspaceScope } from '../resource-ids';
import { getDocument, missingResource, requireSubscription, toResource } from '../resources';
import type { DocumentStore, StoredDocument } from '../store';

/** The stored workspace; throws ARM's 404 for it, its group or its subscription. */
export const requireWorkspace = async (documents: DocumentStore, scope: WorkspaceScope): Promise<StoredDocument> => {
  const document = await getDocument(documents, workspaceResourceId(scope));
  if (document) return document;
  throw await missingResource(documents, scope, 'Microsoft.OperationalInsights/workspaces', scope.workspaceName);
};

/** GUID the store knows a workspace by, lower case. */
export const customerIdOf = (document: StoredDocument): string =>
  toResource(workspace, document).properties.customerId.toLowerCase();

export const workspaceHandlers = ({
  store: { documents },
}: EngineParts): Pick<Handlers, keyof typeof workspaceEndpoints> => ({
  listWorkspaces: async ({ params: { subscriptionId } }) => {
    await requireSubscription(documents, subscriptionId);
    const stored = await documents.list(`${subscriptionResourceId(subscriptionId).toLowerCase()}/resourcegroups/`);
    const value = stored.filter(({ id }) => isWorkspaceId(id)).map((document) => toResource(workspace, document));
    return { status: 200, body: { value } };
  },

  getWorkspace: async ({ params }) => {
    const document = await requireWorkspace(documents, params);
    return { status: 200, body: toResource(workspace, document) };
  },
});
