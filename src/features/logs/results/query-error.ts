import { type ErrorInfo, type InnerError, errorInfo } from '#core/contract/errors';
import { ApiError } from '#core/contract/errors';
import { describeError } from '../../../api/errors';

/** A failed query as a person should read it. `line` and `column` count from 1, in the text that was sent. */
export type QueryProblem = {
  readonly message: string;
  readonly code: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
};

const chainOf = (inner: InnerError | undefined): readonly InnerError[] => {
  const chain: InnerError[] = [];
  // What a service sends is not trusted to end.
  for (let at = inner; at && chain.length < 10; at = at.innererror) chain.push(at);
  return chain;
};

/**
 * What went wrong, from the innermost cause that says something: Azure's outer words are "The request had some invalid properties" for
 * every misspelt column.
 */
export const queryProblem = (error: unknown): QueryProblem => {
  const { message, code } = describeError(error);
  const chain = error instanceof ApiError ? chainOf(error.innererror) : [];
  const cause = chain.findLast((inner) => inner.message !== undefined && inner.message !== '');
  const place = chain.findLast((inner) => inner.line !== undefined);
  return {
    message: cause?.message ?? message,
    code:
      cause?.code === undefined
        ? code
        : [...new Set([code, ...chain.map((inner) => inner.code)])].filter(Boolean).join(' › '),
    line: place?.line,
    column: place?.pos,
  };
};

/** What a reply's `error` beside its tables says is missing, a sentence per cause. */
export const partialReasons = (error: unknown): readonly string[] => {
  const parsed = errorInfo.safeParse(error);
  if (!parsed.success) return [];
  const info: ErrorInfo = parsed.data;
  const causes = [
    ...(info.details ?? []).map(
      ({ message, innererror }) => [...chainOf(innererror)].findLast((inner) => inner.message)?.message ?? message,
    ),
    [...chainOf(info.innererror)].findLast((inner) => inner.message)?.message,
  ];
  const known = [...new Set(causes.filter((cause) => cause !== undefined))];
  return known.length > 0 ? known : [info.message];
};
