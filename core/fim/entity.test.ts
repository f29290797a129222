import { expect, it } from 'vitest';
import { entityText } from './entity';

it.each([
  [{ ConfigChangeType: 'Files', FileSystemPath: '/etc/hosts', Name: 'hosts' }, '/etc/hosts'],
  [
    { ConfigChangeType: 'Registry', RegistryKey: 'HKEY_LOCAL_MACHINE\\SAM', ValueName: 'x', FileSystemPath: '' },
    'HKEY_LOCAL_MACHINE\\SAM | x',
  ],
  [{ ConfigChangeType: 'Registry', RegistryKey: 'HKEY_LOCAL_MACHINE\\SAM', ValueName: '' }, 'HKEY_LOCAL_MACHINE\\SAM'],
  [{ ConfigChangeType: 'Software', SoftwareName: 'openssl' }, 'openssl'],
  [{ ConfigChangeType: 'WindowsServices', SvcName: 'W3SVC', SvcDisplayName: 'World Wide Web' }, 'W3SVC'],
  [{ ConfigChangeType: 'Daemons', SvcName: null, SvcDisplayName: 'sshd' }, 'sshd'],
  [{ ConfigChangeType: 'Something new', Name: 'leaf' }, 'leaf'],
  [{ ConfigChangeType: 'Files', FileSystemPath: 42 }, ''],
])('names the thing that changed: %j', (cells, text) => expect(entityText(cells)).toBe(text));
