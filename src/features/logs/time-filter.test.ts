import { expect, test } from 'vitest';
import { hasTimeFilter, saysItsTime } from './time-filter';

test.each([
  'ConfigurationChange | where TimeGenerated > ago(14d)',
  'ConfigurationChange | where SvcState == "Stopped" and TimeGenerated > ago(30m)',
  'ConfigurationChange\n| filter (TimeGenerated between (ago(1d) .. now()))',
  'let recent = ConfigurationChange | where TimeGenerated > ago(1d); recent | count',
  'Heartbeat | join (ConfigurationChange | where TimeGenerated > ago(7d)) on Computer',
  'ConfigurationChange | make-series n = count() on TimeGenerated from ago(14d) to now() step 1h',
])('%s sets its own time', (text) => {
  expect(hasTimeFilter(text)).toBe(true);
});

test.each([
  'ConfigurationChange',
  'ConfigurationChange | where Computer == "TimeGenerated"',
  'ConfigurationChange // | where TimeGenerated > ago(1d)',
  'ConfigurationChange | summarize count() by bin(TimeGenerated, 1h)',
  'ConfigurationChange | where Computer == "a" | sort by TimeGenerated desc',
  'ConfigurationChange | make-series n = count() on TimeGenerated step 1h',
  'ConfigurationChange | where "unclosed TimeGenerated',
  '',
])('%s leaves the time to the page', (text) => {
  expect(hasTimeFilter(text)).toBe(false);
});

test('what the reader chose goes before what the text says', () => {
  const own = 'ConfigurationChange | where TimeGenerated > ago(14d)';
  expect([saysItsTime(own, 'auto'), saysItsTime(own, 'range')]).toEqual([true, false]);
  expect([saysItsTime('Heartbeat', 'auto'), saysItsTime('Heartbeat', 'query')]).toEqual([false, true]);
});
