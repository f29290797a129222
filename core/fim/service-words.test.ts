import { expect, it } from 'vitest';
import { describeServiceChange, serviceMeaning } from './service-words';

it.each([
  ['SvcState', 'Running', 'Stopped', 'It was stopped'],
  ['SvcState', 'Stopped', 'Running', 'It was started'],
  ['SvcState', 'Start Pending', 'Paused', ''],
  ['SvcStartupType', 'Manual', 'Auto', 'Now starts with the server'],
  ['SvcAccount', 'NT SERVICE\\x', 'LocalSystem', 'Now runs with full rights on this server'],
  ['SvcAccount', 'LocalSystem', 'CONTOSO\\svc', ''],
  ['SvcPath', 'a', 'b', ''],
])('%s from %s to %s', (column, before, after, words) =>
  expect(describeServiceChange(column, before, after)).toBe(words),
);

it('says what a start type means', () =>
  expect(serviceMeaning('SvcStartupType', 'Disabled')).toBe('cannot be started'));
