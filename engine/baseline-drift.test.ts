import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { driftKql } from '#core/fim/baselines/drift-kql';
import { type Actual, evaluate } from '#core/fim/baselines/evaluate';
import type { Expectations } from '#core/fim/baselines/expectation';
import { netlogonBaseline, netlogonSettings } from '#core/fim/netlogon-baseline';
import { askTest, openTestEngine, testUrl, testWorld } from './testing/world';

const expected: Expectations = {
  ...Object.fromEntries(netlogonSettings.map(({ valueName, expected: usual }) => [valueName, usual])),
  RestrictNTLMInDomain: { rule: { kind: 'oneOf', values: ['0x5', '7'] }, mayBeAbsent: true },
  DCAllowedNTLMServers: { rule: { kind: 'exactly', items: ['File01', 'print02'] }, mayBeAbsent: true },
};

const right: Readonly<Record<string, string>> = {
  RequireSignOrSeal: '1',
  SealSecureChannel: '0x1',
  SignSecureChannel: '1',
  RequireStrongKey: '1',
  DisablePasswordChange: '0',
  MaximumPasswordAge: '0x1e',
};

/** Values of each machine; null: the inventory has none. */
const machines: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  fine: { ...right, DCAllowedNTLMServers: 'PRINT02\nfile01' },
  weak: { ...right, RequireStrongKey: '0', MaximumPasswordAge: '31', RestrictNTLMInDomain: '3' },
  partial: { ...right, SignSecureChannel: null, MaximumPasswordAge: '0', RestrictNTLMInDomain: '7' },
  lists: { ...right, DCAllowedNTLMServers: 'file01\0root03', AuditNTLMInDomain: 'all' },
};

const reply = z.object({
  tables: z.array(
    z.object({ columns: z.array(z.object({ name: z.string() })), rows: z.array(z.array(z.nullable(z.unknown()))) }),
  ),
});

const typeOf = (name: string) => netlogonSettings.find(({ valueName }) => valueName === name)?.type ?? '';

const actual = (data: string | null | undefined, type: string): Actual =>
  data === undefined || data === null ? { state: 'absent' } : { state: 'present', type, data };

test('the saved query lists exactly what the page calls drift or missing, changes since the inventory included', async () => {
  const engine = await openTestEngine();
  const common = { RegistryKey: netlogonBaseline.key.toLowerCase(), ValueType: 'REG_DWORD' };
  const send = async (table: string, rows: readonly Record<string, unknown>[]) => {
    const url = `${testUrl}/dataCollectionRules/${testWorld.immutableId}/streams/Microsoft-${table}?api-version=2023-01-01`;
    const sent = await engine.send(new Request(url, { method: 'POST', body: JSON.stringify(rows) }));
    expect(sent.status).toBe(204);
  };
  await send(
    'ConfigurationData',
    Object.entries(machines).flatMap(([machine, values]) =>
      Object.entries(values).flatMap(([ValueName, ValueData]) =>
        ValueData === null
          ? []
          : [
              {
                ...common,
                TimeGenerated: '2026-11-21T21:00:00Z',
                ConfigDataType: 'Registry',
                Computer: machine,
                SourceComputerId: machine,
                ValueName,
                ValueData,
                ValueType: typeOf(ValueName),
              },
            ],
      ),
    ),
  );
  const change = { ...common, Computer: 'fine', SourceComputerId: 'fine', ConfigChangeType: 'Registry' };
  await send('ConfigurationChange', [
    // Older than the inventory, which knows better.
    {
      ...change,
      TimeGenerated: '2026-11-20T00:00:00Z',
      ValueName: 'RequireStrongKey',
      ValueData: '0',
      ChangeCategory: 'Modified',
    },
    {
      ...change,
      TimeGenerated: '2026-11-21T22:00:00Z',
      ValueName: 'sealsecurechannel',
      ValueData: '0',
      ChangeCategory: 'Modified',
    },
    { ...change, TimeGenerated: '2026-11-21T22:00:00Z', ValueName: 'RequireSignOrSeal', ChangeCategory: 'Removed' },
  ]);
  const now: typeof machines = {
    ...machines,
    fine: { ...machines['fine'], SealSecureChannel: '0', RequireSignOrSeal: null },
  };

  const { status, body } = await askTest(engine, driftKql(netlogonBaseline.key, netlogonSettings, expected));
  expect(body).toHaveProperty('tables');
  expect(status).toBe(200);
  const [table] = reply.parse(body).tables;
  const at = (name: string) => table?.columns.findIndex((column) => column.name === name) ?? -1;
  const listed = table?.rows.map(
    (row) => `${String(row[at('Computer')])} ${String(row[at('Setting')])} ${String(row[at('State')])}`,
  );

  const judged = Object.entries(now).flatMap(([machine, values]) =>
    netlogonSettings.flatMap(({ valueName, type }) => {
      const verdict = evaluate(type, expected[valueName], actual(values[valueName], type));
      return verdict === 'matches' ? [] : [`${machine} ${valueName} ${verdict === 'drift' ? 'Drift' : 'Missing'}`];
    }),
  );
  expect(judged).toHaveLength(9);
  expect(listed?.toSorted()).toEqual(judged.toSorted());
});
