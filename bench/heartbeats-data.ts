import { heartbeat } from '#core/fim/tables';
import type { Batch, Vector } from '#core/kql/vector';
import { textVector } from '#core/kql/vectors';
import { dataEnd } from './changes-data';

/** customerId of a workspace of the bench, by number from 1; the changes are those of the first. */
export const workspaceAt = (number: number) => `22222222-2222-4222-8222-${String(number).padStart(12, '0')}`;

/** Workspaces that have servers. */
export const fleetSize = 50;

/** Servers of the first workspace and of each other. */
const serversOf = (workspace: number) => (workspace === 1 ? 500 : 10);

const days = 30;

/** Which columns a heartbeat fills, by its server's number. */
const texts: Readonly<Record<string, (server: number) => string>> = {
  Computer: (server) => `server-${String(server).padStart(4, '0')}.contoso.com`,
  SourceComputerId: (server) => `00000000-0000-4000-8000-${String(server).padStart(12, '0')}`,
  Category: () => 'Direct Agent',
  ComputerEnvironment: (server) => (server % 3 === 0 ? 'Azure' : 'Non-Azure'),
  OSType: (server) => (server % 4 === 0 ? 'Windows' : 'Linux'),
  OSName: (server) => (server % 4 === 0 ? 'Windows Server 2025' : 'Debian GNU/Linux'),
  CloudProvider_CF: (server) => (server % 5 === 0 ? 'AWS' : ''),
  Version: () => '1.0.0',
};

const columns = heartbeat.columns.filter(
  ({ name }) => name in texts || name === 'TimeGenerated' || name === 'RowId_CF',
);

/** Batches of heartbeats in the order of time: half of them the first workspace's, spread over the last 30 days. */
export function* heartbeatBatches(rows: number, batchRows: number) {
  for (let start = 0; start < rows; start += batchRows) {
    for (let workspace = 1; workspace <= fleetSize; workspace++) {
      const share = workspace === 1 ? 0.5 : 0.5 / (fleetSize - 1);
      const length = Math.floor(Math.min(batchRows, rows - start) * share);
      const servers = serversOf(workspace);
      const epoch = `33333333-3333-4333-8333-${String(workspace).padStart(12, '0')}`;
      const ids = Array.from({ length }, (_, row) => `${epoch}:${start + row}`);
      const at = (row: number) => dataEnd - (1 - (start + (row / length) * batchRows) / rows) * days * 86_400_000_000;
      const vectors = columns.map(({ name }): Vector => {
        if (name === 'RowId_CF') return textVector(ids);
        const text = texts[name];
        if (text === undefined)
          return { kind: 'number', values: Float64Array.from({ length }, (_, row) => Math.floor(at(row))) };
        return textVector(Array.from({ length }, (_, row) => text((start + row) % servers)));
      });
      const batch: Batch = { columns, vectors, length };
      yield { workspace: workspaceAt(workspace), batch, ids };
    }
  }
}
