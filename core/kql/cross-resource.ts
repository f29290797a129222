import type { Name } from './ast';
import { diagnosticCodes, QueryProblem } from './diagnostic';

/** Functions that reach into other resources: Azure's, and another Kusto cluster's. */
const crossResource = new Set(['workspace', 'app', 'resource', 'cluster', 'database', 'adx', 'arg']);

/** Throws `QueryProblem` for `workspace("other").Table` and its kind: a query reads the workspaces of its request. */
export const refuseCrossResource = ({ text, span }: Name): void => {
  if (!crossResource.has(text)) return;
  const message = `The cross-resource function '${text}()' is not supported; name further workspaces in the request`;
  throw new QueryProblem(diagnosticCodes.unsupported, message, span);
};
