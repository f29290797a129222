import { expect, test } from 'vitest';
import { evaluate } from './baselines/evaluate';
import { ruleProblem } from './baselines/expectation';
import { netlogonBaseline, netlogonSettings } from './netlogon-baseline';
import { checkPath } from './path-rules';

test('holds the ten values of the Netlogon parameters key, each described', () => {
  expect(netlogonSettings.map(({ valueName, type }) => `${valueName} ${type}`).toSorted()).toEqual([
    'AuditNTLMInDomain REG_DWORD',
    'DCAllowedNTLMServers REG_MULTI_SZ',
    'DisablePasswordChange REG_DWORD',
    'MaximumPasswordAge REG_DWORD',
    'RefusePasswordChange REG_DWORD',
    'RequireSignOrSeal REG_DWORD',
    'RequireStrongKey REG_DWORD',
    'RestrictNTLMInDomain REG_DWORD',
    'SealSecureChannel REG_DWORD',
    'SignSecureChannel REG_DWORD',
  ]);
  expect(new Set(netlogonSettings.map(({ description }) => description)).size).toBe(10);
  expect(checkPath('windowsRegistry', netlogonBaseline.key)).toEqual([]);
});

test.each([
  ['RefusePasswordChange', '0', '1'],
  ['RequireSignOrSeal', '1', '0'],
  ['SealSecureChannel', '1', '0'],
  ['SignSecureChannel', '1', '0'],
  ['DisablePasswordChange', '0', '1'],
  ['MaximumPasswordAge', '30', '0'],
  ['MaximumPasswordAge', '14', '31'],
  ['RequireStrongKey', '1', '0'],
  ['AuditNTLMInDomain', '7', '0'],
])('%s is expected to be %s and not %s', (name, right, wrong) => {
  const setting = netlogonSettings.find(({ valueName }) => valueName === name);
  if (!setting?.expected) throw new Error(`nothing is expected of ${name}`);
  expect(ruleProblem(setting.type, setting.expected.rule)).toBeUndefined();
  const verdictOf = (data: string) =>
    evaluate(setting.type, setting.expected, { state: 'present', type: 'REG_DWORD', data });
  expect([verdictOf(right), verdictOf(wrong)]).toEqual(['matches', 'drift']);
});

test('what no network has in common is left to its owner', () => {
  const open = netlogonSettings.filter(({ expected }) => expected === null).map(({ valueName }) => valueName);
  expect(open).toEqual(['RestrictNTLMInDomain', 'DCAllowedNTLMServers']);
});
