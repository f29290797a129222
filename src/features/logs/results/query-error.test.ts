import { expect, test } from 'vitest';
import { ApiError } from '#core/contract/errors';
import { partialReasons, queryProblem } from './query-error';

test('a problem is told by its innermost cause, with the place in the text', () => {
  const error = new ApiError('The request had some invalid properties', {
    status: 400,
    code: 'BadArgumentError',
    innererror: {
      code: 'SemanticError',
      message: 'A semantic error occurred.',
      innererror: { code: 'SEM0100', message: "Failed to resolve 'Computr'", line: 2, pos: 9 },
    },
  });
  expect(queryProblem(error)).toEqual({
    message: "Failed to resolve 'Computr'",
    code: 'BadArgumentError › SemanticError › SEM0100',
    line: 2,
    column: 9,
  });
});

test('any other failure keeps its own words', () => {
  expect(queryProblem(new Error('went wrong'))).toEqual({
    message: 'went wrong',
    code: undefined,
    line: undefined,
    column: undefined,
  });
});

test('a partial answer says what cut it off, not that "some errors" did', () => {
  const cause = { code: '-2133196797', message: 'The results of this query exceed the set limit of 500000 records.' };
  const error = {
    code: 'PartialError',
    message: 'There were some errors when processing your query.',
    details: [{ code: 'EngineError', message: 'Something went wrong.', innererror: cause }],
  };
  expect(partialReasons(error)).toEqual([cause.message]);
  expect(partialReasons({ code: 'PartialError', message: 'Some.' })).toEqual(['Some.']);
  expect(partialReasons(undefined)).toEqual([]);
});
