import type { Handlers } from '#core/contract/dispatch';
import { subscription, type subscriptionEndpoints } from '#core/contract/subscriptions';
import type { EngineParts } from '../parts';
import { bodyOf } from '../resources';

export const subscriptionHandlers = ({ store }: EngineParts): Pick<Handlers, keyof typeof subscriptionEndpoints> => ({
  listSubscriptions: async () => {
    const stored = await store.documents.list('/subscriptions/');
    const value = stored
      .filter(({ id }) => /^\/subscriptions\/[^/]+$/.test(id))
      .map((document) => subscription.parse(bodyOf(document)));
    return { status: 200, body: { value } };
  },
});
