import type * as z from 'zod/mini';
import { preconditionFailed, resourceNotFound, ServiceError } from '#core/contract/errors';
import type { JsonObject } from '#core/contract/json';
import { isJsonObject } from '#core/contract/json-object';
import type { Json } from '#core/kql/vector';
import { groupResourceId, subscriptionResourceId, type GroupScope } from './resource-ids';
import type { DocumentStore, IfMatch, StoredDocument } from './store';

/** Condition of a write from `If-Match` and `If-None-Match: *`. */
export const writeCondition = (headers: Headers): IfMatch | undefined => {
  if (headers.get('if-none-match')?.trim() === '*') return 'absent';
  const match = headers.get('if-match');
  if (match === null) return undefined;
  // 'absent' is the store's word, not the caller's.
  const etag = match.trim();
  return etag === 'absent' ? '' : etag;
};

/** Body of a stored document without the engine's own `$` members. */
export const bodyOf = (document: StoredDocument): JsonObject => {
  if (!isJsonObject(document.body)) throw new Error(`Stored document ${document.id} is not an object.`);
  return Object.fromEntries(Object.entries(document.body).filter(([name]) => !name.startsWith('$')));
};

/** A stored document as its resource, with its etag. Throws where the store holds something else under this id. */
export const toResource = <Schema extends z.ZodMiniType>(
  schema: Schema,
  document: StoredDocument,
  body: JsonObject = bodyOf(document),
): z.output<Schema> => schema.parse({ ...body, etag: document.etag });

export const getDocument = (documents: DocumentStore, id: string) => documents.get(id.toLowerCase());

/** Stores a document under a condition; 412 where it does not hold. */
export const putDocument = async (documents: DocumentStore, id: string, body: Json, condition?: IfMatch) => {
  const outcome = await documents.put(id.toLowerCase(), body, condition);
  if (outcome.status === 'conflict') throw preconditionFailed();
  return outcome;
};

/** Throws 404 for a subscription that does not exist. */
export const requireSubscription = async (documents: DocumentStore, subscriptionId: string): Promise<void> => {
  if (await getDocument(documents, subscriptionResourceId(subscriptionId))) return;
  throw new ServiceError(404, 'SubscriptionNotFound', `The subscription '${subscriptionId}' could not be found.`);
};

/** The 404 for a missing resource, or for the subscription or resource group that is missing above it. */
export const missingResource = async (
  documents: DocumentStore,
  scope: GroupScope,
  type: string,
  name: string,
): Promise<ServiceError> => {
  await requireSubscription(documents, scope.subscriptionId);
  const inGroup = await documents.list(`${groupResourceId(scope).toLowerCase()}/`);
  return inGroup.length === 0
    ? new ServiceError(404, 'ResourceGroupNotFound', `Resource group '${scope.resourceGroup}' could not be found.`)
    : resourceNotFound(type, name, scope.resourceGroup);
};
