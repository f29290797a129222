import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ConfigurationRecord, configurationAfter } from './configuration-past';

const kind = 'ChangeTrackingLinuxPath';
type Properties = { readonly enabled: number };
type State = Readonly<Record<string, Properties>>;

/** Writes one after the other: every state there was, and a record of each write, newest first. */
const replay = (writes: readonly (readonly [string, number | undefined])[]) => {
  const states: State[] = [{}];
  const records: ConfigurationRecord[] = [];
  for (const [name, value] of writes) {
    const state = states.at(-1) ?? {};
    const { [name]: before, ...others } = state;
    const after = value === undefined ? undefined : { enabled: value };
    states.push(after ? { ...others, [name]: after } : others);
    records.unshift({ time: records.length, kind, name, before, after });
  }
  return { states, records };
};

const entriesOf = (state: State) => Object.entries(state).map(([name, properties]) => ({ name, kind, properties }));
const stateOf = (entries: readonly { readonly name: string; readonly properties: unknown }[]) =>
  Object.fromEntries(entries.map(({ name, properties }) => [name, properties]));

test('any moment of the past comes back from the records after it', () => {
  const write = fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.option(fc.nat(3), { nil: undefined }));
  fc.assert(
    fc.property(fc.array(write, { minLength: 1, maxLength: 12 }), (writes) => {
      const { states, records } = replay(writes);
      const now = entriesOf(states.at(-1) ?? {});
      records.forEach((record, index) => {
        expect(stateOf(configurationAfter(now, records, record))).toEqual(states[states.length - 1 - index]);
      });
    }),
  );
});

test('what nobody changed since is as it is now', () => {
  const entry = { name: 'Old', kind, properties: { enabled: 'True' } };
  const { records, states } = replay([['A', 1]]);
  const [record] = records;
  if (!record) throw new Error('no record');
  expect(configurationAfter([entry, ...entriesOf(states.at(-1) ?? {})], records, record)).toContain(entry);
});
