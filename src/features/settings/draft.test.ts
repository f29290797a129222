import { expect, test } from 'vitest';
import { toDataSource } from '#core/fim/data-source';
import { type Draft, draftProblems, finished, newDraft } from './draft';
import { itemsOf } from './items';

const draft = (kind: Parameters<typeof newDraft>[0], itemName: string, path: string): Draft => {
  const { entity } = newDraft(kind);
  return { itemName, entity: { ...entity, path } };
};
const stored = itemsOf([
  (() => {
    const entity = finished(draft('linuxFiles', 'Hosts', '/etc/hosts'));
    return { dataSource: { id: 'x', name: entity.name, type: 'datasources', ...toDataSource(entity) }, entity };
  })(),
]);
const codes = (one: Draft, own?: string) => draftProblems(one, stored, own).map(({ code }) => code);

test('a new item has the defaults of the original form', () => {
  expect(toDataSource(newDraft('linuxFiles').entity).properties).toMatchObject({
    enabled: true,
    groupTag: 'Custom',
    pathType: 'File',
    recurse: false,
    useSudo: true,
    links: 'Follow',
    maxContentsReturnable: 0,
  });
  expect(toDataSource(newDraft('windowsFiles').entity).properties).toMatchObject({ pathType: 'File', recurse: false });
  expect(toDataSource(newDraft('windowsRegistry').entity).properties).toMatchObject({ valueName: '', recurse: false });
});

test('an empty form asks for name and path; a name is taken only among items of its kind', () => {
  expect(codes(newDraft('linuxFiles'))).toEqual(['NameRequired', 'PathRequired']);
  expect(codes(draft('linuxFiles', 'hosts', '/etc/other'))).toEqual(['NameTaken']);
  expect(codes(draft('windowsFiles', 'hosts', 'C:\\hosts'))).toEqual([]);
});

test('the item being edited is no duplicate of itself, and its name is not checked again', () => {
  expect(codes(draft('linuxFiles', 'Other', '/etc/hosts '))).toEqual(['Duplicate']);
  expect(codes(draft('linuxFiles', 'Hosts', '/etc/hosts'), stored[0]?.dataSource.name)).toEqual([]);
});

test('spaces pasted around name and path are not stored', () => {
  expect(finished(draft('linuxFiles', ' Hosts ', ' /etc/hosts '))).toMatchObject({
    name: 'ChangeTrackingLinuxPath_Hosts',
    path: '/etc/hosts',
  });
});
