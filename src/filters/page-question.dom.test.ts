import { expect, test } from 'vitest';
import { relativeRange } from '../time-range/range';
import { windowAt } from '../time-range/page-window';
import { noTerms } from './change-filter';
import { answerTo, pageQuestion } from './page-question';

const asked = (type: string[], asOf = 0) =>
  pageQuestion(windowAt(relativeRange(86_400_000), 'utc', { asOf, fresh: false }), { ...noTerms, type, all: false });
const shown = (failure: unknown) => ({ data: 'figures', question: asked([]), failure });

test('figures stay while the next are on their way, and after a refresh that failed', () => {
  expect(answerTo(asked(['Files']), shown(undefined))).toBe('figures');
  expect(answerTo(asked([], 5000), shown('no answer'))).toBe('figures');
});

test('figures of another filter are no answer where its own failed', () => {
  expect(answerTo(asked(['Files']), shown('no answer'))).toBeUndefined();
});
