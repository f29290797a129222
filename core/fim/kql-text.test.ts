import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '#core/kql/lexer';
import { kqlDatetime, kqlList, kqlPipe, kqlString, kqlTimespan } from './kql-text';

/** What a reader of KQL literals does; kept here so that the test does not lean on the code under test. */
const readLiteral = (literal: string): { value: string; rest: string } => {
  if (literal[0] !== '"') throw new Error('no literal');
  const names: Record<string, string> = { n: '\n', r: '\r', t: '\t', '\\': '\\', '"': '"' };
  let value = '';
  for (let at = 1; at < literal.length; at++) {
    const char = literal.charAt(at);
    if (char === '"') return { value, rest: literal.slice(at + 1) };
    if (char === '\n' || char === '\r') throw new Error('line break inside a literal');
    if (char !== '\\') {
      value += char;
      continue;
    }
    at++;
    const next = literal.charAt(at);
    if (next === 'u') {
      value += String.fromCharCode(Number.parseInt(literal.slice(at + 1, at + 5), 16));
      at += 4;
    } else value += names[next] ?? '';
  }
  throw new Error('literal is not closed');
};

describe('kqlString', () => {
  it('keeps any text, and nothing of it leaves the literal', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), fc.string(), (value, after) => {
        expect(readLiteral(kqlString(value) + after)).toEqual({ value, rest: after });
      }),
    );
  });

  it.each([
    ['C:\\Windows\\', '"C:\\\\Windows\\\\"'],
    ['" or true //', '"\\" or true //"'],
    ['a\nb\0', '"a\\nb\\u0000"'],
    ['gpj\u202Eexe', '"gpj\\u202eexe"'],
    ['\uD800', '"\\ud800"'],
  ])('writes %j as one legible line', (value, literal) => expect(kqlString(value)).toBe(literal));

  it('lists values for in', () => expect(kqlList(['a', '"'])).toBe('("a", "\\"")'));
});

describe('kqlDatetime', () => {
  it('is exact to the microsecond', () => {
    expect(kqlDatetime(Date.UTC(2026, 10, 22, 13, 4, 5, 7) * 1000 + 89)).toBe('datetime(2026-11-22T13:04:05.007089Z)');
    expect(kqlDatetime(-1)).toBe('datetime(1969-12-31T23:59:59.999999Z)');
  });
  it('refuses times no KQL literal can hold', () => expect(() => kqlDatetime(-1e18)).toThrow(RangeError));
});

describe('kqlTimespan', () => {
  it.each([
    [1, 'time(0.00:00:00.000001)'],
    [90_061_000_000, 'time(1.01:01:01.000000)'],
  ])('writes %d µs', (micros, text) => expect(kqlTimespan(micros)).toBe(text));
});

it('kqlPipe puts one operator on a line and drops absent ones', () =>
  expect(kqlPipe('T', undefined, 'where a', '')).toBe('T\n| where a'));

it('is read back by the KQL lexer as one string token with the same value', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (value) => {
      const tokens = tokenize(`${kqlString(value)} == x`);
      expect(tokens[0]).toMatchObject({ kind: 'string', text: value });
      expect(tokens[1]).toMatchObject({ text: '==' });
    }),
  );
});
