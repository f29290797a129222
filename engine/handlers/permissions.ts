import type { Handlers } from '#core/contract/dispatch';
import { rolePermissions, type permissionEndpoints } from '#core/contract/permissions';
import type { EngineParts } from '../parts';
import { requireSubscription } from '../resources';

export const permissionHandlers = ({
  store: { documents },
}: EngineParts): Pick<Handlers, keyof typeof permissionEndpoints> => ({
  listPermissions: async ({ params: { scope }, context }) => {
    const [, subscriptionId] = /^\/subscriptions\/([^/]+)/i.exec(scope) ?? [];
    if (subscriptionId !== undefined) await requireSubscription(documents, subscriptionId);
    return { status: 200, body: { value: [rolePermissions[context.principal.role]] } };
  },
});
