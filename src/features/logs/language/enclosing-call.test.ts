import { expect, test } from 'vitest';
import { enclosingCall, signatureOf } from './enclosing-call';

const at = (marked: string) => {
  const call = enclosingCall(marked.replace('¦', ''), marked.indexOf('¦'));
  return call && `${call.name} ${call.argument}`;
};

test.each([
  ['print iff(¦', 'iff 0'],
  ['print iff(a == 1, strcat("x", ¦), 2)', 'strcat 1'],
  ['print iff(a == 1, strcat("x", "y"), ¦', 'iff 2'],
  ['print strcat("a,b(", ¦', 'strcat 1'],
  ['print strcat("open, ¦', 'strcat 0'],
  ['print strcat(@"\\", h\'a""b\', ¦', 'strcat 2'],
  ['print bin (¦', 'bin 0'],
  ['print strlen("a")¦', undefined],
  ['T | where a in (1, ¦', 'in 1'],
  ['print a = (1 + ¦', undefined],
  ['print toscalar(T | take ¦', undefined],
  ['print dynamic({"a": [1, ¦', undefined],
  ['print iff( // one, two ¦', undefined],
  ['print iff( // one, two\n ¦', 'iff 0'],
  ['let f = (a: long, b: long) { strcat(a, ¦', 'strcat 1'],
])('the call around the cursor: %s', (marked, call) => {
  expect(at(marked)).toBe(call);
});

test('a declaration in its parts', () => {
  expect(signatureOf('iff(if, then, else): T')).toEqual({
    before: 'iff(',
    parameters: ['if', 'then', 'else'],
    after: '): T',
  });
  expect(signatureOf('F(t: (a: long, b: string), [n: long]): table(a, b)')?.parameters).toEqual([
    't: (a: long, b: string)',
    '[n: long]',
  ]);
  expect(signatureOf('now(): datetime')?.parameters).toEqual([]);
  expect(signatureOf('Computer: string')).toBeUndefined();
  expect(signatureOf('T: table (a, b)')).toBeUndefined();
});
