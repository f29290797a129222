import { expect, test } from 'vitest';
import { checkDataSource } from './data-source-check';
import { readFrequency } from './service-frequency';

test.each([
  ['10', 10],
  [' 1800 ', 1800],
  [90, 90],
  ['9', undefined],
  ['1801', undefined],
  ['12.5', undefined],
  [12.5, undefined],
  ['1e3', undefined],
  [true, undefined],
])('%j is %j seconds, for the form and for the service', (value, seconds) => {
  expect(readFrequency(value)).toBe(seconds);
  const problem = checkDataSource({ kind: 'ChangeTrackingServices', properties: { CollectionTimeInterval: value } });
  expect(problem?.target).toBe(seconds === undefined ? 'properties.CollectionTimeInterval' : undefined);
});

test('where nothing is set, Azure’s own frequency holds', () => {
  for (const properties of [{}, { CollectionTimeInterval: '' }, { CollectionTimeInterval: null }])
    expect(checkDataSource({ kind: 'ChangeTrackingServices', properties })).toBeUndefined();
});
