import type { RequestContext } from '#core/contract/context';
import { isJsonObject } from '#core/contract/json-object';
import { type ConfigurationOperation, configurationHistory } from '#core/fim/configuration-history';
import type { Json } from '#core/kql/vector';
import { createOwnIds, ingestedBatch } from './ingested-batch';
import type { EngineParts } from './parts';
import { bodyOf } from './resources';
import type { StoredDocument } from './store';

type Changed = {
  /** customerId. */
  readonly workspace: string;
  readonly kind: string;
  readonly name: string;
  readonly before: StoredDocument | undefined;
  readonly after: StoredDocument | undefined;
  readonly context: RequestContext;
  readonly correlationId: string;
};

const propertiesOf = (document: StoredDocument | undefined): Json => {
  const properties = document && bodyOf(document)['properties'];
  return isJsonObject(properties) ? properties : null;
};

const operationOf = ({ before, after }: Changed): ConfigurationOperation =>
  before === undefined ? 'Added' : after === undefined ? 'Removed' : 'Modified';

/** Adds a row to the workspace's configuration history. A write that changed nothing leaves none. */
export const recordConfigurationChange = async (
  { store, arrival }: Pick<EngineParts, 'store' | 'arrival'>,
  changed: Changed,
): Promise<void> => {
  const { workspace, kind, name, before, after, context, correlationId } = changed;
  const [old, now] = [propertiesOf(before), propertiesOf(after)];
  if (before && after && JSON.stringify(old) === JSON.stringify(now)) return;
  const receivedAt = arrival(context.clock());
  const row = {
    Operation: operationOf(changed),
    Kind: kind,
    Name: name,
    ResourceId: (after ?? before)?.id ?? '',
    Before: old,
    After: now,
    ETag: after?.etag ?? null,
    Actor: context.principal.name,
    ActorId: context.principal.objectId,
    CorrelationId: correlationId,
  };
  const stamp = { workspace, receivedAt, rng: context.rng, ownIds: createOwnIds() };
  const { batch } = ingestedBatch(configurationHistory, [row], stamp);
  // A change of the configuration is never a repeat, and needs no place in the store's list of epochs.
  const ids = [undefined];
  await store.append(workspace, configurationHistory, batch, ids, receivedAt);
};
