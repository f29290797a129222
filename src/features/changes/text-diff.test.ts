import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareTexts, foldShared } from './text-diff';

const own = (side: 'before' | 'after', before: string, after: string) =>
  compareTexts(before, after)
    ?.[side].filter((run) => run.own)
    .map((run) => run.text);

it('marks the words one side has alone', () => {
  const [before, after] = ['C:\\Windows\\userinit.exe,', 'C:\\Windows\\userinit.exe,C:\\ProgramData\\gfx.exe,'];
  expect(own('before', before, after)).toEqual([]);
  expect(own('after', before, after)?.join('')).toBe('C:\\ProgramData\\gfx.exe,');
});

it('marks nothing in texts that have little in common', () =>
  expect(compareTexts('completely different', 'q9-z8/y7')).toBeUndefined());

it('keeps both texts whole', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', ' ', 'bb', '\\', '\n')),
      fc.array(fc.constantFrom('a', ' ', 'cc', '/')),
      (x, y) => {
        const [before, after] = [x.join(''), y.join('')];
        const compared = compareTexts(before, after);
        if (!compared) return;
        expect(compared.before.map((run) => run.text).join('')).toBe(before);
        expect(compared.after.map((run) => run.text).join('')).toBe(after);
      },
    ),
  );
});

it('leaves out long stretches both sides have, and says how long', () => {
  const shared = 'x'.repeat(1000);
  expect(
    foldShared([
      { text: shared, own: false },
      { text: 'new', own: true },
      { text: shared, own: false },
    ]),
  ).toEqual([
    { skipped: 940 },
    { text: 'x'.repeat(60), own: false },
    { text: 'new', own: true },
    { text: 'x'.repeat(60), own: false },
    { skipped: 940 },
  ]);
});
