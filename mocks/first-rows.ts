import { builtInTables } from '#core/fim/tables';
import type { Vector } from '#core/kql/vector';
import type { FleetRows } from './fleet/fleet';
import type { DemoSettings } from './protocol';

/** What the page says to the worker that generates the first rows: to do so and where they go, then what it asks about them. */
export type ToFirstRows =
  | { readonly type: 'start'; readonly settings: DemoSettings; readonly port: MessagePort }
  | { readonly type: 'counts'; readonly body: string };

/** What the worker that generates the first rows says: rows without what both sides know, then that there are no more. */
export type FirstRows =
  | {
      readonly type: 'rows';
      readonly workspace: string;
      readonly table: string;
      readonly vectors: readonly Vector[];
      readonly length: number;
      readonly receivedAt: number;
    }
  | { readonly type: 'end' }
  | { readonly type: 'failure'; readonly message: string };

/** Rows as a message, and the memory that goes with it. Columns that share memory share it on the other side. */
export function toMessage({ workspace, table, batch, receivedAt }: FleetRows): [FirstRows, Transferable[]] {
  const { vectors, length } = batch;
  const buffers = vectors.flatMap((vector) => {
    if (vector.kind === 'text') return [vector.codes.buffer];
    if (vector.kind === 'number') return [vector.values.buffer, ...(vector.nulls ? [vector.nulls.buffer] : [])];
    return [];
  });
  const message: FirstRows = { type: 'rows', workspace, table: table.name, vectors, length, receivedAt };
  return [message, [...new Set(buffers)]];
}

/** @throws Error for a table nobody knows */
function fromMessage({ workspace, table, vectors, length, receivedAt }: FirstRows & { type: 'rows' }): FleetRows {
  const schema = builtInTables.find(({ name }) => name === table);
  if (!schema) throw new Error(`Rows of an unknown table: ${table}`);
  return {
    workspace,
    table: schema,
    batch: { columns: schema.columns, vectors: [...vectors], length },
    receivedAt,
    part: 'first',
  };
}

const ignore = () => {};

/** The rows that come through a port, as they come. @throws Error where they end too soon, or `missing` says they never come */
export async function* rowsFrom(port: MessagePort, missing: AbortSignal): AsyncIterable<FleetRows> {
  const arrived: FirstRows[] = [];
  let wake = ignore;
  port.addEventListener('message', ({ data }: MessageEvent<FirstRows>) => {
    arrived.push(data);
    wake();
  });
  missing.addEventListener('abort', () => wake());
  port.start();
  for (;;) {
    missing.throwIfAborted();
    const message = arrived.shift();
    if (message?.type === 'rows') yield fromMessage(message);
    else if (message?.type === 'end') return port.close();
    else if (message?.type === 'failure') throw new Error(message.message);
    else await new Promise<void>((resolve) => (wake = resolve));
  }
}
