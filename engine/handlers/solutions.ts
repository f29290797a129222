import type { RequestContext } from '#core/contract/context';
import type { Handlers } from '#core/contract/dispatch';
import { invalidContent, preconditionFailed, ServiceError } from '#core/contract/errors';
import { solution, type solutionEndpoints } from '#core/contract/solutions';
import { recordConfigurationChange } from '../configuration-history';
import { beginOperation, isDeleted, runningOperation, withProvisioningState } from '../long-running';
import type { EngineParts } from '../parts';
import {
  isSolutionId,
  parseWorkspaceId,
  solutionResourceId,
  subscriptionResourceId,
  workspaceResourceId,
  type GroupScope,
} from '../resource-ids';
import {
  bodyOf,
  getDocument,
  missingResource,
  putDocument,
  requireSubscription,
  toResource,
  writeCondition,
} from '../resources';
import type { StoredDocument } from '../store';
import { customerIdOf, requireWorkspace } from './workspaces';

const type = 'Microsoft.OperationsManagement/solutions';

const conflict = (name: string) =>
  new ServiceError(409, 'Conflict', `The solution '${name}' is being deleted; try again when it is gone.`);

export const solutionHandlers = ({ store, arrival }: EngineParts): Pick<Handlers, keyof typeof solutionEndpoints> => {
  const { documents } = store;
  const record = (
    workspace: StoredDocument,
    name: string,
    before: StoredDocument | undefined,
    after: StoredDocument | undefined,
    by: { readonly context: RequestContext; readonly correlationId: string },
  ) =>
    recordConfigurationChange(
      { store, arrival },
      { workspace: customerIdOf(workspace), kind: 'Solution', name, before, after, ...by },
    );

  /** The workspace a stored solution belongs to; undefined when it is gone. */
  const workspaceOf = (document: StoredDocument) => {
    const { workspaceResourceId: id } = toResource(solution, document, withProvisioningState(document, 0)).properties;
    const scope = parseWorkspaceId(id);
    return scope && getDocument(documents, workspaceResourceId(scope));
  };

  /** The solution as it is at `now` (ms): one whose deletion has ended is gone. */
  const find = async (scope: GroupScope, name: string, now: number) => {
    const document = await getDocument(documents, solutionResourceId(scope, name));
    if (!document || !isDeleted(document, now)) return document;
    // Whoever changed it meanwhile wins: then it is no longer deleted.
    const gone = await documents.delete(document.id, document.etag);
    return gone === 'conflict' ? documents.get(document.id) : undefined;
  };

  return {
    listSolutions: async ({ params: { subscriptionId }, context }) => {
      await requireSubscription(documents, subscriptionId);
      const now = context.clock();
      const stored = await documents.list(`${subscriptionResourceId(subscriptionId).toLowerCase()}/resourcegroups/`);
      const value = stored
        .filter((document) => isSolutionId(document.id) && !isDeleted(document, now))
        .map((document) => toResource(solution, document, withProvisioningState(document, now)));
      return { status: 200, body: { value } };
    },

    getSolution: async ({ params, context }) => {
      const now = context.clock();
      const document = await find(params, params.solutionName, now);
      if (!document) throw await missingResource(documents, params, type, params.solutionName);
      return { status: 200, body: toResource(solution, document, withProvisioningState(document, now)) };
    },

    putSolution: async ({ params, body, request, context, correlationId }) => {
      const { solutionName } = params;
      const [, workspaceName] = /^[^()]+\(([^()]+)\)$/.exec(solutionName) ?? [];
      const target = parseWorkspaceId(body.properties.workspaceResourceId);
      if (!target || target.workspaceName.toLowerCase() !== workspaceName?.toLowerCase()) {
        throw invalidContent(
          `A solution is named after its workspace: '${solutionName}' does not fit '${body.properties.workspaceResourceId}'.`,
          'properties.workspaceResourceId',
        );
      }
      if (body.plan.name.toLowerCase() !== solutionName.toLowerCase()) {
        throw invalidContent(`The plan's name has to be '${solutionName}'.`, 'plan.name');
      }
      const workspace = await requireWorkspace(documents, target);

      const now = context.clock();
      const existing = await find(params, solutionName, now);
      const running = existing && runningOperation(existing, now);
      if (running === 'Deleting') throw conflict(solutionName);
      const condition = writeCondition(request.headers);
      // Enabling twice at once is one enabling.
      if (existing && running && condition === undefined) {
        return { status: 200, body: toResource(solution, existing, withProvisioningState(existing, now)) };
      }
      const id = solutionResourceId(params, solutionName);
      const next = {
        ...bodyOfPut(body),
        id,
        name: solutionName,
        type,
        properties: {
          ...body.properties,
          workspaceResourceId: workspaceResourceId(target),
          containedResources: [],
          referencedResources: [],
        },
      };
      const stored = beginOperation(next, existing ? 'Updating' : 'Creating', now, context.rng);
      const { status, document } = await putDocument(documents, id, stored, condition);
      await record(workspace, solutionName, existing, document, { context, correlationId });
      const reply = toResource(solution, document, withProvisioningState(document, now));
      return status === 'created' ? { status: 201, body: reply } : { status: 200, body: reply };
    },

    deleteSolution: async ({ params, request, context, correlationId }) => {
      const now = context.clock();
      const existing = await find(params, params.solutionName, now);
      if (!existing) return { status: 204 };
      const condition = writeCondition(request.headers);
      if (condition === 'absent') throw preconditionFailed();
      if (runningOperation(existing, now) !== 'Deleting') {
        await putDocument(
          documents,
          existing.id,
          beginOperation(bodyOf(existing), 'Deleting', now, context.rng),
          condition,
        );
        const workspace = await workspaceOf(existing);
        if (workspace) await record(workspace, params.solutionName, existing, undefined, { context, correlationId });
      }
      return { status: 200 };
    },
  };
};

const bodyOfPut = ({
  location,
  plan,
}: {
  location: string;
  plan: { name: string; publisher: string; product: string; promotionCode?: string };
}) => ({
  location,
  plan: { name: plan.name, publisher: plan.publisher, product: plan.product, promotionCode: plan.promotionCode ?? '' },
});
