import { describe, expect, test } from 'vitest';
import type { Expectations } from '#core/fim/baselines/expectation';
import { netlogonSettings } from '#core/fim/netlogon-baseline';
import { actualOf, toMachines } from './machines';
import { arrange, countVerdicts, toMatrix } from './matrix';
import type { ChangeRow, ValueRow } from './queries';

const at = (hour: number) => Date.UTC(2026, 10, 20, hour);
const server = (id: string) => ({
  SourceComputerId: id,
  Computer: id.toUpperCase(),
  OSName: '',
  TimeGenerated: at(12),
});
const value = (id: string, name: string, data: string, hour = 3): ValueRow => ({
  SourceComputerId: id,
  RegistryKey: 'HKLM\\Key',
  ValueName: name,
  ValueType: 'REG_DWORD',
  ValueData: data,
  TimeGenerated: at(hour),
});
const change = (id: string, name: string, category: string, data: string, hour: number): ChangeRow => ({
  ...value(id, name, data, hour),
  ChangeCategory: category,
  PreviousValueData: '1',
});
const only = (machines: ReturnType<typeof toMachines>) => {
  const [machine] = machines;
  if (!machine) throw new Error('no machine');
  return machine;
};

describe('what is known of a machine', () => {
  test('the newer of inventory and change counts, whatever the spelling of the name', () => {
    const machine = only(
      toMachines(
        [server('a')],
        [value('a', 'One', '1'), value('a', 'Two', '1'), value('a', 'Three', '1')],
        [
          change('a', 'ONE', 'Modified', '0', 4),
          change('a', 'Two', 'Modified', '0', 2),
          change('a', 'Three', 'Removed', '', 5),
        ],
      ),
    );
    expect(actualOf(machine, 'One', 'all')).toEqual({ state: 'present', type: 'REG_DWORD', data: '0' });
    expect(actualOf(machine, 'two', 'all')).toEqual({ state: 'present', type: 'REG_DWORD', data: '1' });
    expect(actualOf(machine, 'Three', 'all')).toEqual({ state: 'absent' });
    expect(machine.values.get('one')?.change).toEqual({ time: at(4), category: 'Modified', previous: '1' });
  });

  test('a value without a row is absent where the key was collected, and unknown where it was not', () => {
    const [a, b] = toMachines([server('a'), server('b')], [value('a', 'One', '1')], []);
    if (!a || !b) throw new Error('two machines');
    expect(actualOf(a, 'Two', 'all')).toEqual({ state: 'absent' });
    expect(actualOf(b, 'Two', 'all')).toEqual({ state: 'unknown' });
    // The configuration names other values of the key only.
    expect(actualOf(a, 'Two', new Set(['one']))).toEqual({ state: 'unknown' });
  });

  test('a change alone tells its own value and nothing of the others', () => {
    const machine = only(toMachines([server('a')], [], [change('a', 'One', 'Modified', '0', 4)]));
    expect(actualOf(machine, 'One', 'all')).toEqual({ state: 'present', type: 'REG_DWORD', data: '0' });
    expect(actualOf(machine, 'Two', 'all')).toEqual({ state: 'unknown' });
  });

  test('the key removed takes its values along, until they are written anew', () => {
    const machine = only(
      toMachines(
        [server('a')],
        [value('a', 'One', '1')],
        [change('a', '', 'Removed', '', 5), change('a', 'Two', 'Added', '7', 6)],
      ),
    );
    expect(actualOf(machine, 'One', 'all')).toEqual({ state: 'absent' });
    expect(actualOf(machine, 'Two', 'all')).toMatchObject({ state: 'present', data: '7' });
  });

  test('machines without a Windows heartbeat are not listed', () => {
    expect(toMachines([server('a')], [value('ghost', 'One', '1')], []).map(({ id }) => id)).toEqual(['a']);
  });
});

describe('the matrix', () => {
  const settings = netlogonSettings.filter(({ valueName }) =>
    /^(RequireStrongKey|MaximumPasswordAge)$/.test(valueName),
  );
  const expected: Expectations = Object.fromEntries(
    settings.map(({ valueName, expected: usual }) => [valueName, usual]),
  );
  const fine = (id: string) => [value(id, 'RequireStrongKey', '1'), value(id, 'MaximumPasswordAge', '30')];
  const rows = toMatrix(
    toMachines(
      ['srv10', 'srv9', 'srv2', 'srv1'].map(server),
      [
        ...fine('srv10'),
        value('srv2', 'RequireStrongKey', '0'),
        ...fine('srv1'),
        value('srv1', 'requirestrongkey', '0', 4),
      ],
      [],
    ),
    settings,
    expected,
    'all',
  );
  const names = (view: Partial<Parameters<typeof arrange>[1]>) =>
    arrange(rows, { find: '', drift: false, sort: 'drift', dir: 'desc', ...view }).map(({ machine }) => machine.name);

  test('counts per setting and per machine', () => {
    expect(countVerdicts(rows, 'RequireStrongKey')).toMatchObject({ drift: 2, matches: 1, unknown: 1, missing: 0 });
    expect(countVerdicts(rows, 'MaximumPasswordAge')).toMatchObject({ drift: 0, matches: 2, unknown: 1, missing: 1 });
    expect(Object.fromEntries(rows.map(({ machine, drift }) => [machine.id, drift]))).toEqual({
      srv10: 0,
      srv9: 0,
      srv2: 2,
      srv1: 1,
    });
  });

  test('most drift first, then what is unknown; names in natural order; only drift; search', () => {
    expect(names({})).toEqual(['SRV2', 'SRV1', 'SRV9', 'SRV10']);
    expect(names({ sort: 'name', dir: 'asc' })).toEqual(['SRV1', 'SRV2', 'SRV9', 'SRV10']);
    expect(names({ drift: true })).toEqual(['SRV2', 'SRV1']);
    expect(names({ find: ' srv1 ' })).toEqual(['SRV1', 'SRV10']);
    expect(names({ sort: 'MaximumPasswordAge' })).toEqual(['SRV2', 'SRV9', 'SRV1', 'SRV10']);
  });
});
