import type { Json } from '#core/kql/vector';
import type { DocumentStore } from '#engine/store';
import type { DocumentChanges } from './protocol';

/** The document store, telling after each write what differs from what was there when recording began. */
export function recordedDocuments(
  documents: DocumentStore,
  known: DocumentChanges,
  onChange: (changes: DocumentChanges) => void,
): DocumentStore {
  const changes = new Map<string, Json>(Object.entries(known));
  const record = (id: string, body: Json) => {
    changes.set(id, body);
    onChange(Object.fromEntries(changes));
  };
  return {
    ...documents,
    put: async (id, body, ifMatch) => {
      const outcome = await documents.put(id, body, ifMatch);
      if (outcome.status !== 'conflict') record(id, body);
      return outcome;
    },
    delete: async (id, ifMatch) => {
      const outcome = await documents.delete(id, ifMatch);
      if (outcome === true) record(id, null);
      return outcome;
    },
  };
}
