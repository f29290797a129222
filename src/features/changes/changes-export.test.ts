import { expect, test } from 'vitest';
import { entityText } from '#core/fim/entity';
import { configurationChange } from '#core/fim/tables';
import { batchFromRows } from '#core/kql/batch';
import { compile } from '#core/kql/compile';
import { execute } from '#core/kql/execute/execute';
import { wireRows } from '#core/kql/wire';
import { changeFilterSearch } from '../../filters/change-filter';
import { absoluteRange } from '../../time-range/range';
import { changesExport } from './changes-export';
import { changeColumns } from './columns';

const span = { start: Date.UTC(2026, 10, 19), end: Date.UTC(2026, 10, 20, 12) };
const workspace = { customerId: 'c', workspaceName: 'w' };
const source = (columns: readonly string[]) =>
  changesExport(
    workspace,
    { filter: { ...changeFilterSearch.parse({}), all: true }, sort: 'newest' },
    span,
    { ...span, range: absoluteRange(span), zone: 'utc', asOf: span.end, fresh: false },
    columns,
  );

test('every column of the table can be exported as it is displayed, and entities read as on screen', async () => {
  const at = '2026-11-19T10:00:00Z';
  const rows = [
    { ConfigChangeType: 'Files', FileSystemPath: '/etc/hosts', Name: 'hosts' },
    { ConfigChangeType: 'Files', Name: 'only-a-name' },
    { ConfigChangeType: 'Registry', RegistryKey: 'HKLM\\Run', ValueName: 'Updater' },
    { ConfigChangeType: 'Registry', RegistryKey: 'HKLM\\Run' },
    { ConfigChangeType: 'Daemons', SvcName: 'sshd', FileSystemPath: '/x' },
    { ConfigChangeType: 'WindowsServices', SvcDisplayName: 'Spooler' },
    { ConfigChangeType: 'Software', SoftwareName: 'openssl', SvcName: 'x' },
    { ConfigChangeType: 'Software' },
  ];
  const ids = changeColumns({ zone: 'utc', addressOf: (id) => id, flaps: new Map() }).map(({ id }) => id ?? '');
  const { displayedKql = '' } = source(ids);
  const now = span.end * 1000;
  const compiled = compile(displayedKql, { tables: [configurationChange], now });
  if (!compiled.ok) throw new Error(compiled.diagnostics[0]?.message);
  const names = compiled.query.plan.columns.map(({ name }) => name);
  expect(names).toHaveLength(ids.length);
  const stored = batchFromRows(
    [...configurationChange.columns, { name: '$IngestionTime', type: 'datetime' }],
    rows.map((row) => ({ ...row, TimeGenerated: at, $IngestionTime: at })),
  );
  const scan = async function* () {
    yield stored;
  };
  const found: unknown[] = [];
  for await (const batch of execute(compiled.query.plan, { now, scan }))
    for (const row of wireRows(batch)) found.push(row[names.indexOf('Entity')]);
  expect(found.toSorted()).toEqual(rows.map(entityText).toSorted());
});

test('the file names its workspace and day', () => {
  expect(source(['time'])).toMatchObject({
    fileName: 'changes-w-2026-11-20',
    timespan: '2026-11-19T00:00:00.000Z/2026-11-20T12:00:00.000Z',
    displayedKql: expect.stringMatching(/\| project \["Change time"\] = TimeGenerated$/),
  });
});
