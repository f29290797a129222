import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { decodeSearch, encodeSearch, unreadParameters } from './url-state';

const schema = z.object({
  q: z.catch(z.string(), ''),
  sort: z.catch(z.enum(['name', 'changes']), 'name'),
  limit: z.catch(z.number().check(z.int(), z.positive()), 50),
  all: z.catch(z.boolean(), false),
  category: z.catch(z.array(z.enum(['Added', 'Removed'])), []),
});

const decode = (text: string) => decodeSearch(schema, new URLSearchParams(text));
const defaults = { q: '', sort: 'name', limit: 50, all: false, category: [] } as const;

describe('view state in the URL', () => {
  test('a plain URL is the default view', () => {
    expect(decode('')).toEqual(defaults);
  });

  test('every kind of value is read back as it was written', () => {
    const state = { q: 'a&b=ü %', sort: 'changes', limit: 20, all: true, category: ['Added', 'Removed'] } as const;
    const written = encodeSearch(schema, new URLSearchParams(), { ...state, category: [...state.category] });
    expect(decode(written.toString())).toEqual(state);
  });

  test.each(['sort=bogus', 'limit=ten', 'limit=', 'limit=-4', 'all=yes', 'category=Nope', 'q=&sort=%E0%A4%A'])(
    'a damaged link (%s) falls back to defaults',
    (text) => {
      expect(decode(text)).toEqual(defaults);
    },
  );

  test('one bad field does not take the good ones with it', () => {
    expect(decode('sort=bogus&q=ssh')).toEqual({ ...defaults, q: 'ssh' });
  });

  test('defaults leave the URL, parameters of others stay', () => {
    const next = encodeSearch(schema, new URLSearchParams('range=P1D&sort=changes&q=x'), { sort: 'name' });
    expect(next.toString()).toBe('range=P1D&q=x');
  });

  test('an emptied list leaves the URL', () => {
    const next = encodeSearch(schema, new URLSearchParams('category=Added&category=Removed'), { category: [] });
    expect(next.toString()).toBe('');
  });

  test.each([
    ['sort=bogus&q=ssh', ['sort=bogus']],
    ['limit=ten&all=yes', ['limit=ten', 'all=yes']],
    ['category=Nope&category=Added', ['category=Nope', 'category=Added']],
    ['q=&sort=name&limit=50&all=false&category=Added&others=x', []],
    ['limit=050', []],
  ])('what a damaged link (%s) lost can be told', (text, lost) => {
    expect(unreadParameters(schema, new URLSearchParams(text))).toEqual(lost);
  });
});
