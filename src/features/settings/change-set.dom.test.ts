import { expect, test } from 'vitest';
import { parseMonitoredItem } from '#core/fim/data-source';
import { deleteStep, editStep, undoSteps } from './change-set';
import { stepTitle, stepWords } from './step-words';

const loose = {
  id: 'x',
  name: 'ChangeTrackingLinuxPath_Loose',
  type: 'datasources',
  kind: 'ChangeTrackingLinuxPath',
  etag: '"1"',
  properties: {
    enabled: 'True',
    destinationPath: ' /etc/app ',
    recurse: 'false',
    maxContentsReturnable: '100',
    somethingNew: { deep: [1, '2'] },
  },
};

const edited = (change: object) => {
  const entity = parseMonitoredItem(loose);
  if (!entity) throw new Error('the item is of a known kind');
  return editStep(loose, { ...entity, ...change });
};

test('an edit changes the one property it is about, and leaves the others as they were written', () => {
  expect(edited({ enabled: false }).after?.properties).toEqual({ ...loose.properties, enabled: false });
  expect(edited({}).after?.properties).toEqual(loose.properties);
});

test('a step says in words what it does', () => {
  expect(stepTitle(edited({}))).toBe('/etc/app');
  expect(stepWords(edited({ enabled: false }))).toBe('Change enabled: "True" to false');
  expect(stepWords(edited({}))).toBe('No change');
  expect(stepWords(deleteStep(loose))).toBe('Delete');
  expect(
    stepTitle({ name: 'types', before: undefined, after: { kind: 'ChangeTrackingServices', properties: {} } }),
  ).toBe('types');
});

test('undo puts back what was there, against what is stored now, and leaves alone what was not done', () => {
  const changed = { ...loose, etag: '"2"' };
  const added = { ...loose, name: 'new', etag: '"3"' };
  const steps = undoSteps([
    { step: edited({ enabled: false }), ok: true, stored: changed },
    { step: deleteStep(loose), ok: true, stored: undefined },
    { step: { name: 'new', before: undefined, after: loose }, ok: true, stored: added },
    { step: deleteStep(loose), ok: false, error: new Error('refused') },
  ]);
  const { kind, properties } = loose;
  expect(steps).toEqual([
    { name: loose.name, before: changed, after: { kind, properties } },
    { name: loose.name, before: undefined, after: { kind, properties } },
    { name: 'new', before: added, after: undefined },
  ]);
});
