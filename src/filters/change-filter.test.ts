import { expect, test } from 'vitest';
import { decodeSearch, encodeSearch } from '../url-state';
import { changeFilterSearch, isFiltered, withTerm } from './change-filter';
import { filteredChanges } from './filter-kql';

const read = (search: string) => decodeSearch(changeFilterSearch, new URLSearchParams(search));

test('a filter survives the URL, and a plain URL filters nothing', () => {
  const filter = read('type=Files&category=!Added&server=a&server=b&path=%2Fetc%2F&q=ssh&all=true');
  expect(encodeSearch(changeFilterSearch, new URLSearchParams(), filter).toString()).toBe(
    'q=ssh&type=Files&category=%21Added&server=a&server=b&path=%2Fetc%2F&all=true',
  );
  expect(isFiltered(read(''))).toBe(false);
  expect(isFiltered(read('all=true'))).toBe(false);
  expect(isFiltered(read('category=!Added'))).toBe(true);
});

test('a value nobody has ends as no filter instead of an empty page', () => {
  expect(read('type=Bananas&category=!Nothing&all=maybe')).toEqual(read(''));
});

test('a value is included or excluded, never both', () => {
  const filter = { ...read(''), ...withTerm(read('server=a&server=b'), 'server', 'a', 'exclude') };
  expect(filter.server).toEqual(['b', '!a']);
  expect(withTerm(filter, 'server', 'a', 'off')).toEqual({ server: ['b'] });
});

test('KQL of a filter: one operator a line, values in literals', () => {
  expect(filteredChanges(read(''))).toBe('ConfigurationChange\n| where ConfigChangeType in ("Files", "Registry")');
  expect(
    filteredChanges(read('type=Files&category=!Added&server=x"y&path=%2Fetc%2F&path=!%2Fetc%2Fssh&field=Acls&q=a')),
  ).toBe(`ConfigurationChange
| where ConfigChangeType in ("Files", "Registry")
| where ConfigChangeType in ("Files")
| where ChangeCategory !in ("Added")
| where SourceComputerId in ("x\\"y")
| where FileSystemPath startswith "/etc/" or RegistryKey startswith "/etc/"
| where not(FileSystemPath startswith "/etc/ssh" or RegistryKey startswith "/etc/ssh")
| where FieldsChanged has "Acls"
| where FileSystemPath contains "a" or RegistryKey contains "a" or ValueName contains "a" or Computer contains "a" or ValueData contains "a" or PreviousValueData contains "a"`);
});

test('an entity filter reads a registry value as the list writes it', () => {
  expect(filteredChanges(read('entity=HKLM%5CRun%20%7C%20Updater'))).toContain(
    '(RegistryKey == "HKLM\\\\Run" and ValueName == "Updater")',
  );
});
