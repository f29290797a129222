import type { JsonObject } from '#core/contract/json';
import { isJsonObject } from '#core/contract/json-object';
import type { Rng } from '#core/contract/context';
import type { Json } from '#core/kql/vector';
import { bodyOf } from './resources';
import type { StoredDocument } from './store';

/**
 * Long-running operations are members of the document itself (`$operation`), which the clock moves on: nothing has to run
 * in the background, and a restart in the middle loses nothing.
 */
export type OperationState = 'Creating' | 'Updating' | 'Deleting';

/** How long an operation takes, in milliseconds: long enough to be seen, short enough to wait for. */
const duration = (rng: Rng) => 1500 + Math.round(rng() * 1500);

/** Body of a document whose operation begins at `now` (ms). */
export const beginOperation = (body: JsonObject, state: OperationState, now: number, rng: Rng): Json => ({
  ...body,
  $operation: { state, until: now + duration(rng) },
});

/** The operation a document is in, whether or not its time is up. */
const operationOf = (document: StoredDocument): { state: string; until: number } | undefined => {
  const operation = isJsonObject(document.body) ? document.body['$operation'] : undefined;
  if (!isJsonObject(operation)) return undefined;
  const { state, until } = operation;
  return typeof state === 'string' && typeof until === 'number' ? { state, until } : undefined;
};

/** The operation still running at `now` (ms). */
export const runningOperation = (document: StoredDocument, now: number): string | undefined => {
  const operation = operationOf(document);
  return operation && now < operation.until ? operation.state : undefined;
};

/** Whether the document has reached the end of its deletion: it then counts as absent. */
export const isDeleted = (document: StoredDocument, now: number): boolean => {
  const operation = operationOf(document);
  return operation?.state === 'Deleting' && now >= operation.until;
};

/** Body of the resource at `now` (ms), with the `provisioningState` it has by then. */
export const withProvisioningState = (document: StoredDocument, now: number): JsonObject => {
  const body = bodyOf(document);
  const properties = isJsonObject(body['properties']) ? body['properties'] : {};
  const provisioningState = runningOperation(document, now) ?? 'Succeeded';
  return { ...body, properties: { ...properties, provisioningState } };
};
