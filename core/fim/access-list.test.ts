import { expect, it } from 'vitest';
import { describeAccess, describeAccessChange, readAccessList } from './access-list';

const azure = (access: string, owner = 'BUILTIN\\\\Administrators') =>
  `[ { "Name": "Owner" "Value": "${owner}" } { "Name": "Group" "Value": "NT AUTHORITY\\\\SYSTEM" } { "Name": "Access" "Value": "${access}" } ]`;
const words = (text: string) => readAccessList(text)?.entries.map(describeAccess);
const change = (before: string, after: string) => {
  const [from, to] = [readAccessList(before), readAccessList(after)];
  return from && to && describeAccessChange(from, to).map(({ kind, text }) => `${kind} ${text}`);
};

it("reads Azure's list, rights joined by commas included", () => {
  const text = azure(
    'NT AUTHORITY\\\\SYSTEM Allow FullControl, BUILTIN\\\\Users Allow ReadAndExecute, Synchronize, Everyone Deny Write',
  );
  expect(readAccessList(text)).toMatchObject({ owner: 'BUILTIN\\Administrators', group: 'NT AUTHORITY\\SYSTEM' });
  expect(words(text)).toEqual([
    'NT AUTHORITY\\SYSTEM may: full control',
    'BUILTIN\\Users may: read and run',
    'Everyone may not: write',
  ]);
});

it('reads a security descriptor', () => {
  const text =
    'O:S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464G:SYD:PAI(A;;FA;;;SY)(A;ID;0x1200a9;;;BU)(D;;FWSD;;;S-1-5-21-7)S:(ML;;NW;;;LW)';
  expect(readAccessList(text)).toMatchObject({
    owner: 'NT SERVICE\\TrustedInstaller',
    group: 'NT AUTHORITY\\SYSTEM',
    protected: true,
  });
  expect(words(text)).toEqual([
    'NT AUTHORITY\\SYSTEM may: full control',
    'BUILTIN\\Users may: read and run (inherited)',
    'S-1-5-21-7 may not: write, delete',
  ]);
});

it.each([
  ['owner root (0), group adm (4)', 'root (0)', 'adm (4)'],
  ['root:adm', 'root', 'adm'],
])('reads owner and group of a Linux file: %s', (text, owner, group) =>
  expect(readAccessList(text)).toEqual({ owner, group, entries: [] }),
);

it("reads Wazuh's list", () =>
  expect(words('[{"name":"Users","allowed":["READ_DATA","DELETE"]}]')).toEqual(['Users may: READ_DATA, DELETE']));

it.each(['', 'D:(A;;FA;;;SY', 'D:(Z;;FA;;;SY)', 'anything', '[]', '[1]', 'C:\\x: y', 'D:(A;;FA)'])(
  'leaves %j as the text it is',
  (text) => expect(readAccessList(text)).toBeUndefined(),
);

it('says what a change gives and takes', () => {
  expect(
    change(
      azure('BUILTIN\\\\Users Allow ReadAndExecute, NT AUTHORITY\\\\SYSTEM Allow FullControl'),
      azure('BUILTIN\\\\Users Allow FullControl, Everyone Allow Write', 'IIS APPPOOL\\\\shop'),
    ),
  ).toEqual([
    'changed Owner: IIS APPPOOL\\shop instead of BUILTIN\\Administrators',
    'changed BUILTIN\\Users may: full control, instead of: read and run',
    'added Everyone may: write',
    'removed NT AUTHORITY\\SYSTEM may: full control',
  ]);
  expect(change('D:AI(A;ID;FA;;;SY)', 'D:PAI(A;ID;FA;;;SY)')).toEqual([
    'changed Inheritance from above was switched off',
  ]);
  expect(change('owner root (0), group root (0)', 'owner mallory (1002), group root (0)')).toEqual([
    'changed Owner: mallory (1002) instead of root (0)',
  ]);
});
