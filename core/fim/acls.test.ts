import { expect, it } from 'vitest';
import { parseAcls } from './acls';

const entries = [
  { name: 'owner', value: 'BUILTIN\\Administrators' },
  { name: 'Access', value: 'NT AUTHORITY\\SYSTEM Allow "Full"' },
];

it.each([
  [
    'without commas, as Azure writes it',
    '[ { "Name": "owner" "Value": "BUILTIN\\\\Administrators" } { "Name": "Access" "Value": "NT AUTHORITY\\\\SYSTEM Allow \\"Full\\"" } ]',
  ],
  ['as JSON', JSON.stringify(entries.map(({ name, value }) => ({ Name: name, Value: value })))],
])('reads a list %s', (_, text) => expect(parseAcls(text)).toEqual(entries));

it('keeps an escape JSON does not know', () =>
  expect(parseAcls('[{"Name":"owner","Value":"BUILTIN\\Administrators"}]')).toEqual([
    { name: 'owner', value: 'BUILTIN\\Administrators' },
  ]));

it.each(['', '[]', 'root:root', '[ { "Name": "x" } ]', '[ { "Name": "a" "Value": "b" } and more ]'])(
  'leaves %j as the text it is',
  (text) => expect(parseAcls(text)).toBeUndefined(),
);
