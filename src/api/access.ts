import { queryOptions, useQuery } from '@tanstack/react-query';
import { allowsAction } from '#core/contract/permissions';
import { client } from './client';

/** What the caller may do on a scope (ARM id of a subscription or workspace), as ARM lists it. */
export const permissionsQuery = (scope: string) =>
  queryOptions({
    queryKey: ['permissions', scope.toLowerCase()],
    queryFn: async ({ signal }) => (await client.listPermissions({ params: { scope }, signal })).value,
    staleTime: 300_000,
  });

/** What a control that needs an action does: enabled, or disabled with the reason for its tooltip. */
export type Access = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

/**
 * Whether the caller may do something on a scope. `what` ends the sentence for those who may not: "Enabling FIM needs the role Owner
 * of the workspace". Where permissions cannot be read the service decides: the control stays usable, and a refusal is shown then.
 */
export const useAccess = (scope: string, action: string, what: string): Access => {
  const { data, isPending } = useQuery(permissionsQuery(scope));
  if (isPending) return { allowed: false, reason: 'Checking what you may do' };
  if (data && !allowsAction(data, action))
    return { allowed: false, reason: `${what} needs the role Owner or Contributor. You may read only.` };
  return { allowed: true };
};
