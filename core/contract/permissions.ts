import * as z from 'zod/mini';
import type { Role } from './context';
import type { Endpoint } from './endpoint';

export const permission = z.looseObject({
  actions: z.array(z.string()),
  notActions: z.array(z.string()),
  dataActions: z.optional(z.array(z.string())),
  notDataActions: z.optional(z.array(z.string())),
});
export type Permission = z.infer<typeof permission>;

export const permissionEndpoints = {
  listPermissions: {
    method: 'GET',
    service: 'arm',
    path: '/{scope}/providers/Microsoft.Authorization/permissions',
    apiVersions: ['2022-04-01', '2018-07-01', '2015-07-01'],
    action: 'Microsoft.Authorization/permissions/read',
    replies: { 200: z.looseObject({ value: z.array(permission), nextLink: z.optional(z.string()) }) },
  },
} as const satisfies Record<string, Endpoint>;

/**
 * What each role may do. Reader is Azure's own, every action that ends in `/read` (querying does); owner and agent may
 * also send rows, for which Azure has the role Monitoring Metrics Publisher.
 */
export const rolePermissions: Readonly<Record<Role, Permission>> = {
  owner: {
    actions: ['*'],
    notActions: [],
    dataActions: ['Microsoft.Insights/Telemetry/Write'],
    notDataActions: [],
  },
  agent: {
    actions: ['*/read'],
    notActions: [],
    dataActions: ['Microsoft.Insights/Telemetry/Write'],
    notDataActions: [],
  },
  reader: { actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] },
};

const matches = (pattern: string, action: string) => {
  const source = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, (sign) => (sign === '*' ? '.*' : `\\${sign}`));
  return new RegExp(`^${source}$`, 'i').test(action);
};

const some = (patterns: readonly string[] | undefined, action: string) =>
  (patterns ?? []).some((pattern) => matches(pattern, action));

/** Whether permissions, as ARM lists them, allow an action. `*` in a pattern stands for any text. */
export const allowsAction = (permissions: readonly Permission[], action: string): boolean =>
  permissions.some(
    (one) =>
      (some(one.actions, action) && !some(one.notActions, action)) ||
      (some(one.dataActions, action) && !some(one.notDataActions, action)),
  );
