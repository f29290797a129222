import { expect, test } from 'vitest';
import { durationWords, findServices, frequencyOf, frequencyStep } from './services';

const stored = {
  id: 'x',
  name: 'ChangeTrackingServices_CollectionFrequency',
  type: 'datasources',
  kind: 'ChangeTrackingServices',
  etag: '"1"',
  properties: { ListType: 'BlackList', CollectionTimeInterval: '600', LastUpdate: null },
};

test('reads what is stored, whatever form it has, and Azure’s own frequency where nothing readable is', () => {
  expect(frequencyOf(findServices([stored]))).toBe(600);
  expect(frequencyOf({ ...stored, properties: { CollectionTimeInterval: 30 } })).toBe(30);
  expect(frequencyOf({ ...stored, properties: { CollectionTimeInterval: '' } })).toBe(1800);
  expect(frequencyOf(findServices([]))).toBe(1800);
});

test('saving changes the interval alone', () => {
  expect(frequencyStep(stored, 60).after?.properties).toEqual({ ...stored.properties, CollectionTimeInterval: 60 });
  expect(frequencyStep(undefined, 60)).toEqual({
    name: 'ChangeTrackingServices_CollectionFrequency',
    before: undefined,
    after: { kind: 'ChangeTrackingServices', properties: { ListType: 'BlackList', CollectionTimeInterval: 60 } },
  });
});

test('seconds in words', () => {
  expect([10, 60, 90, 1800].map(durationWords)).toEqual(['10 s', '1 min', '1 min 30 s', '30 min']);
});
