import { ServiceError, type InnerError } from '#core/contract/errors';
import type { Diagnostic } from '#core/kql/diagnostic';

const badArgument = (innererror: InnerError) =>
  new ServiceError(400, 'BadArgumentError', 'The request had some invalid properties', { innererror });

/** 400 for a parameter that cannot be used, such as a timespan. */
export const invalidQueryRequest = (message: string) => badArgument({ code: 'QueryValidationError', message });

/** 400 for a query that cannot be parsed or bound, with the place of its first problem. */
export const invalidQuery = ({ kind, code, message, line, position, token }: Diagnostic): ServiceError =>
  badArgument({
    code: kind === 'syntax' ? 'SyntaxError' : 'SemanticError',
    message: kind === 'syntax' ? 'A recognition error occurred in the query.' : 'A semantic error occurred.',
    innererror: { code, message, line, pos: position, token },
  });

/** 400 for a query that could not go on with the values it met. */
export const invalidValues = (message: string) => badArgument({ code: 'QueryExecutionError', message });

/** 404 for a workspace nobody knows. Azure's body for this case is not recorded; the code is from its list of codes. */
export const unknownWorkspace = (workspaceId: string) =>
  new ServiceError(404, 'ResourceNotFoundError', `The workspace '${workspaceId}' could not be found.`);

/** 400 for a name in `workspaces` that fits none or several. */
export const unresolvedWorkspace = (text: string) =>
  new ServiceError(400, 'BadArgumentError', 'The request had some invalid properties', {
    innererror: {
      code: 'FailedToResolveResource',
      message: `The workspace '${text}' could not be resolved: name one workspace by its GUID, ARM id or unique name.`,
    },
  });

/** 504 for a query that ran out of time before it had a row. */
export const queryTimedOut = (seconds: number) =>
  new ServiceError(504, 'GatewayTimeout', 'The query did not finish in time.', {
    innererror: { code: 'QueryTimeout', message: `Query has exceeded the limit of ${seconds} seconds.` },
  });

const partialReasons = {
  rows: (limit: number) => ({
    code: '-2133196797',
    message: `The results of this query exceed the set limit of ${limit} records, so not all records were returned (E_QUERY_RESULT_SET_TOO_LARGE, 0x80DA0003).`,
  }),
  bytes: (limit: number) => ({
    code: '-2133196797',
    message: `The results of this query exceed the set limit of ${limit} bytes, so not all records were returned (E_QUERY_RESULT_SET_TOO_LARGE, 0x80DA0003).`,
  }),
  time: (limit: number) => ({
    code: '-2133196799',
    message: `The query exceeded the limit of ${limit} seconds, so not all records were returned.`,
  }),
};

export type Cut = { readonly by: keyof typeof partialReasons; readonly limit: number };

/** The `error` beside the tables of a result that was cut off. */
export const partialError = ({ by, limit }: Cut) => ({
  code: 'PartialError',
  message: 'There were some errors when processing your query.',
  details: [
    {
      code: 'EngineError',
      message: 'Something went wrong processing your query on the server.',
      innererror: { ...partialReasons[by](limit), severity: 2, severityName: 'Error' },
    },
  ],
});
