import type { IngestedRow } from '#core/contract/ingestion';
import type { Entity } from '#agent/entity';
import type { Machine } from '#agent/machine';
import { modifiedRow } from '#agent/rows';
import { dataEnd, seededRng } from './changes-data';

/** Rows of an upload, as many as the agent sends at most. */
export const uploadRows = 1_000;

const folders = ['/etc', '/usr/bin', '/usr/sbin', '/usr/lib/x86_64-linux-gnu', '/etc/cron.daily', '/opt/web/bin'];

const entityAt = (rng: () => number, number: number): Entity => ({
  path: `${folders[number % folders.length]}/some-program-${number}.conf`,
  kind: 'file',
  size: Math.floor(rng() * 5_000_000),
  modified: dataEnd / 1000 - rng() * 1e9,
  changed: dataEnd / 1000 - rng() * 1e9,
  created: dataEnd / 1000 - 1e10,
  inode: number,
  device: 1,
  mode: 0o644,
  uid: 0,
  gid: 0,
  hash: Array.from({ length: 8 }, () =>
    Math.floor(rng() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join(''),
  hashState: 'complete',
  target: '',
});

/**
 * Uploads of some agents, as they send them: files of each, modified, with hashes before and after and ids in rising
 * order. The same in every run.
 */
export function* uploads(count: number, agents: number): Generator<IngestedRow[]> {
  const rng = seededRng(11);
  for (let upload = 0; upload < count; upload++) {
    const agent = upload % agents;
    const epoch = `33333333-3333-4333-8333-${String(agent).padStart(12, '0')}`;
    const machine: Machine = {
      computer: `server-${String(agent).padStart(4, '0')}.contoso.com`,
      sourceComputerId: `00000000-0000-4000-8000-${String(agent).padStart(12, '0')}`,
      isNew: false,
      osName: 'Debian GNU/Linux',
      osMajorVersion: '13',
      osMinorVersion: '1',
      owners: { user: () => 'root', group: () => 'root' },
    };
    const first = Math.floor(upload / agents) * uploadRows;
    yield Array.from({ length: uploadRows }, (_, row) => {
      const before = entityAt(rng, first + row);
      const now = { ...entityAt(rng, first + row), created: before.created };
      return {
        ...modifiedRow(machine, dataEnd / 1000 + upload * 100, before, now, [
          'DateModified',
          'FileContentChecksum',
          'Size',
        ]),
        RowId_CF: `${epoch}:${String(first + row + 1).padStart(12, '0')}`,
      };
    });
  }
}
