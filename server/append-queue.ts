import type { AppendRequest, Appended } from './duckdb-append';
import type { Write } from './duckdb-documents';

type Waiting = {
  readonly request: AppendRequest;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
};

/** Most that one transaction takes, so that the first of them does not wait long. */
const groupRequests = 512;
const groupRows = 50_000;

/**
 * Uploads that wait for the same commit share it: a transaction over these wide tables costs more than a few hundred rows
 * in it. Each is acknowledged after the commit. When one of a group fails, all are tried again alone.
 */
export function createAppendQueue(write: Write, append: (requests: readonly AppendRequest[]) => Promise<Appended[]>) {
  const waiting: Waiting[] = [];

  const takeGroup = (): Waiting[] => {
    let rows = 0;
    let count = 0;
    for (const { request } of waiting) {
      rows += request.batch.length;
      if (count > 0 && (count === groupRequests || rows > groupRows)) break;
      count++;
    }
    return waiting.splice(0, count);
  };

  const alone = async ({ request, resolve, reject }: Waiting): Promise<void> => {
    try {
      for (const appended of await write(() => append([request]))) resolve(appended);
    } catch (error) {
      reject(error);
    }
  };

  const drain = async (): Promise<void> => {
    let group: Waiting[] = [];
    try {
      const results = await write(async () => {
        group = takeGroup();
        return append(group.map(({ request }) => request));
      });
      group.forEach(({ resolve, reject }, index) => {
        const result = results[index];
        if (result === undefined) reject(new Error('An upload was left out of its group.'));
        else resolve(result);
      });
    } catch (error) {
      // Nothing taken: the write was refused before it began.
      if (group.length === 0) group = waiting.splice(0);
      if (group.length === 1) group[0]?.reject(error);
      else for (const request of group) void alone(request);
    }
    if (waiting.length > 0) void drain();
  };

  return {
    add: (request: AppendRequest): Promise<Appended> =>
      new Promise((resolve, reject) => {
        waiting.push({ request, resolve, reject });
        // Whoever came first started the drain that takes the others along.
        if (waiting.length === 1) void drain();
      }),
  };
}
