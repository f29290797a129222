import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../kql/vector';
import { type ConfigurationEntry, type ConfigurationWrite, diffConfigurations, writesOf } from './configuration-diff';

const linux = (name: string, properties: Record<string, Json>): ConfigurationEntry => ({
  name,
  kind: 'ChangeTrackingLinuxPath',
  properties: { destinationPath: '/etc/hosts', ...properties },
});

describe('differences of one entry', () => {
  test.each([
    ['nothing', { enabled: true }, { enabled: true }, []],
    ['a switch', { enabled: true }, { enabled: false }, [['enabled', true, false]]],
    ['the way a boolean is written', { enabled: 'True' }, { enabled: true }, [['enabled', 'True', true]]],
    ['a property the file lacks', { odd: [1] }, {}, [['odd', [1], undefined]]],
    ['a property only the file has', {}, { odd: null }, [['odd', undefined, null]]],
    ['the order of properties', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['something within', { odd: { deep: [1] } }, { odd: { deep: [2] } }, [['odd', { deep: [1] }, { deep: [2] }]]],
    ['a name every object has', {}, { toString: 'x' }, [['toString', undefined, 'x']]],
  ] satisfies [string, Record<string, Json>, Record<string, Json>, [string, unknown, unknown][]][])(
    '%s',
    (_, before, after, expected) => {
      const [difference] = diffConfigurations([linux('A', before)], [linux('A', after)]);
      const found = difference?.status === 'changed' ? difference.properties : [];
      expect(found.map(({ property, before: was, after: is }) => [property, was, is])).toEqual(expected);
      expect(difference?.status).toBe(expected.length === 0 ? 'unchanged' : 'changed');
    },
  );
});

test('what is added, changed, the same and only here, and names whatever their case', () => {
  const here = [linux('Same', {}), linux('Switched', { enabled: true }), linux('Extra', {})];
  const wanted = [linux('new', {}), linux('SWITCHED', { enabled: false }), linux('same', {})];
  expect(diffConfigurations(here, wanted).map(({ status, name }) => `${status} ${name}`)).toEqual([
    'added new',
    'changed Switched',
    'unchanged Same',
    'onlyHere Extra',
  ]);
});

test('what the service would refuse is named, and not written', () => {
  const registry = { name: 'A', kind: 'ChangeTrackingDefaultRegistry', properties: { keyName: 'HKLM\\Software\\X' } };
  const relative = { ...linux('B', {}), properties: { destinationPath: 'etc' } };
  const differences = diffConfigurations([linux('A', {})], [registry, relative]);
  expect(differences.map((one) => ('refusal' in one ? one.refusal : ''))).toEqual([
    expect.stringContaining('cannot change'),
    expect.stringContaining('absolute'),
  ]);
  expect(writesOf(differences)).toEqual([]);
});

const properties = fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 });
const configuration = fc.uniqueArray(
  fc.tuple(fc.constantFrom('A', 'B', 'C', 'D', 'E'), properties).map(([name, odd]) => linux(name, asJson(odd))),
  { selector: ({ name }) => name, maxLength: 5 },
);

/** As it comes out of a file: without negative zeros and keys no file keeps. */
function asJson(value: Record<string, unknown>): Record<string, Json> {
  const parsed: Record<string, Json> = JSON.parse(JSON.stringify(value));
  delete parsed['__proto__'];
  return parsed;
}

const apply = (here: readonly ConfigurationEntry[], writes: readonly ConfigurationWrite[]) => {
  const stored = new Map(here.map((entry) => [entry.name, entry]));
  for (const { name, after } of writes) {
    if (after) stored.set(name, { name, ...after });
    else stored.delete(name);
  }
  return stored;
};

test('all writes applied to one configuration give the other, and written back give the first', () => {
  fc.assert(
    fc.property(configuration, configuration, (a, b) => {
      const there = apply(a, writesOf(diffConfigurations(a, b)));
      expect([...there.values()].toSorted(byName)).toEqual(b.toSorted(byName));
      const back = apply([...there.values()], writesOf(diffConfigurations([...there.values()], a)));
      expect([...back.values()].toSorted(byName)).toEqual(a.toSorted(byName));
      // What is the same is not written.
      expect(writesOf(diffConfigurations(a, a))).toEqual([]);
    }),
  );
});

const byName = (a: ConfigurationEntry, b: ConfigurationEntry) => (a.name < b.name ? -1 : 1);
