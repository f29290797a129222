import { readRegistryValue } from '../registry-value';
import { type Expectation, type RegistryType, type Rule, isNumeric, readNumber } from './expectation';

/**
 * What is known of a value on a machine: `unknown` where the agent has not collected its key, which says nothing about the value;
 * `absent` where it has and there is none.
 */
export type Actual =
  | { readonly state: 'present'; readonly type: string; readonly data: string }
  | { readonly state: 'absent' }
  | { readonly state: 'unknown' };

/** How a machine's value stands to what is expected of it. `unchecked`: nothing is expected. */
export type Verdict = 'matches' | 'drift' | 'missing' | 'unknown' | 'unchecked';

/** `REG_DWORD` of `Dword`, `REG_DWORD_LITTLE_ENDIAN` and the like; `''` where nothing is said. */
const typeName = (type: string): string => {
  const name = type
    .trim()
    .toUpperCase()
    .replace(/_LITTLE_ENDIAN$/, '');
  const known: Readonly<Record<string, string>> = {
    STRING: 'REG_SZ',
    EXPANDSTRING: 'REG_EXPAND_SZ',
    MULTISTRING: 'REG_MULTI_SZ',
  };
  return name === '' || name.startsWith('REG_') ? name : (known[name] ?? `REG_${name}`);
};

/** Whether a value is of the type it should be; a collector that names no type is not held against it. */
export const hasType = (type: RegistryType, actual: string): boolean => {
  const name = typeName(actual);
  return name === '' || name === type;
};

const numberIn = (type: RegistryType, data: string): bigint | undefined => {
  const value = readRegistryValue(type, data);
  return value.kind === 'number' ? BigInt(value.decimal) : undefined;
};

/** Names of machines and the like: Windows compares them without case. */
const folded = (items: readonly string[]): ReadonlySet<string> =>
  new Set(items.map((item) => item.trim().toLowerCase()).filter((item) => item !== ''));

const isWithin = (inner: ReadonlySet<string>, outer: ReadonlySet<string>) =>
  [...inner].every((item) => outer.has(item));

const follows = (type: RegistryType, rule: Rule, data: string): boolean => {
  const number = isNumeric(type) ? numberIn(type, data) : undefined;
  const equals = (wanted: string) =>
    isNumeric(type) ? number !== undefined && readNumber(wanted) === number : wanted === data;
  switch (rule.kind) {
    case 'is':
      return equals(rule.value);
    case 'oneOf':
      return rule.values.some(equals);
    case 'between': {
      const [least, most] = [readNumber(rule.least), readNumber(rule.most)];
      return number !== undefined && least !== undefined && most !== undefined && least <= number && number <= most;
    }
    case 'exactly':
    case 'only': {
      const value = readRegistryValue('REG_MULTI_SZ', data);
      const found = folded(value.kind === 'list' ? value.items : [data]);
      const wanted = folded(rule.items);
      return isWithin(found, wanted) && (rule.kind === 'only' || isWithin(wanted, found));
    }
  }
};

/** How a machine's value stands to the expectation of a setting of `type`. A value of another type has drifted, whatever it says. */
export const evaluate = (type: RegistryType, expected: Expectation | null | undefined, actual: Actual): Verdict => {
  if (!expected) return 'unchecked';
  switch (actual.state) {
    case 'unknown':
      return 'unknown';
    case 'absent':
      return expected.mayBeAbsent ? 'matches' : 'missing';
    case 'present':
      return hasType(type, actual.type) && follows(type, expected.rule, actual.data) ? 'matches' : 'drift';
  }
};
