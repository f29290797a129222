import { formatDatetime } from '#core/kql/datetime';
import type { DocumentStore, StoredDocument } from './store';

const allows = (current: StoredDocument | undefined, ifMatch: string | undefined): boolean => {
  if (ifMatch === undefined) return true;
  if (ifMatch === 'absent') return current === undefined;
  return current !== undefined && (ifMatch === '*' || ifMatch === current.etag);
};

/** Configuration documents in a map. Etags are Azure's weak form; the clock is in milliseconds, UTC. */
export const createMemoryDocuments = (clock: () => number): DocumentStore => {
  const documents = new Map<string, StoredDocument>();
  let lastTick = 0;
  const nextEtag = (): string => {
    // Two writes in one millisecond still differ: each takes at least the next microsecond.
    lastTick = Math.max(lastTick + 1, clock() * 1000);
    return `W/"datetime'${formatDatetime(lastTick).replaceAll(':', '%3A')}'"`;
  };
  return {
    get: async (id) => documents.get(id),
    list: async (prefix) =>
      [...documents.values()]
        .filter(({ id }) => id.startsWith(prefix))
        .sort((left, right) => (left.id < right.id ? -1 : 1)),
    put: async (id, body, ifMatch) => {
      const current = documents.get(id);
      if (!allows(current, ifMatch)) return { status: 'conflict', current };
      const document = { id, etag: nextEtag(), body: structuredClone(body) };
      documents.set(id, document);
      return { status: current ? 'updated' : 'created', document };
    },
    delete: async (id, ifMatch) => {
      const current = documents.get(id);
      if (!current) return false;
      if (!allows(current, ifMatch)) return 'conflict';
      return documents.delete(id);
    },
  };
};
