import { describe, expect, it } from 'vitest';
import { tokenize } from './lexer';

const texts = (query: string) =>
  tokenize(query)
    .slice(0, -1)
    .map(({ kind, text }) => `${kind} ${text}`);

describe('tokenize', () => {
  it('reads every form of string', () => {
    expect(texts(`"a\\tb"`)).toEqual(['string a\tb']);
    expect(texts(`'it\\'s'`)).toEqual(["string it's"]);
    expect(texts('@"c:\\x""y"')).toEqual(['string c:\\x"y']);
    expect(texts("h@'c:\\x'")).toEqual(['string c:\\x']);
    expect(texts('```a\n"b"```')).toEqual(['string a\n"b"']);
    expect(texts('"\\u0041\\x42\\103\\U0001F600"')).toEqual(['string ABC😀']);
  });

  it('joins string literals that follow one another', () => {
    expect(texts(`"a" 'b' // note\n "c"`)).toEqual(['string abc']);
  });

  it('keeps a range apart from a decimal point', () => {
    expect(texts('1..5')).toEqual(['number 1', 'operator ..', 'number 5']);
    expect(texts('(1.5 .. 2d)')).toEqual(['operator (', 'number 1.5', 'operator ..', 'number 2d', 'operator )']);
  });

  it('reads word operators with their marks', () => {
    expect(texts('a !contains b in~ c !in~ d !has_cs e')).toEqual([
      'name a',
      'operator !contains',
      'name b',
      'operator in~',
      'name c',
      'operator !in~',
      'name d',
      'operator !has_cs',
      'name e',
    ]);
  });

  it('takes the inside of a typed literal as it stands', () => {
    expect(texts('datetime( 2026-11-22 10:00 )')).toEqual(['typed  2026-11-22 10:00 ']);
    expect(texts('dynamic({"a": [")", (1)]})')).toEqual(['typed {"a": [")", (1)]}']);
    expect(texts('x: datetime, y')).toEqual(['name x', 'operator :', 'name datetime', 'operator ,', 'name y']);
  });

  it('gives each token its place in the text', () => {
    const [first, second] = tokenize('  ab // c\n== 1');
    expect(first).toMatchObject({ start: 2, end: 4 });
    expect(second).toMatchObject({ text: '==', start: 10, end: 12 });
  });

  it('names an unclosed string with its span', () => {
    expect(() => tokenize('print "abc')).toThrow(expect.objectContaining({ span: { start: 6, end: 10 } }));
  });
});
