import * as z from 'zod/mini';
import { addressOf } from '#core/contract/client';
import type { RequestContext } from '#core/contract/context';
import { endpoints } from '#core/contract/endpoints';
import type { Engine } from '#engine/engine';

/** More subscriptions than this ask for more than a browser's few connections carry at once. */
const most = 6;

const reply = z.object({ value: z.array(z.object({ subscriptionId: z.string() })) });

/**
 * Addresses of what the workspace list asks for first, so that its page can name them and the browser fetches them while the page's
 * scripts are still on their way: names before states and plans. None where the subscriptions cannot be read: the page says why.
 */
export async function listAhead(
  engine: Pick<Engine, 'fetch'>,
  context: RequestContext,
  origin: string,
): Promise<readonly string[]> {
  const first = addressOf(endpoints.listSubscriptions);
  try {
    const response = await engine.fetch(new Request(new URL(first, origin)), context);
    const { value } = reply.parse(await response.json());
    const shown = value.slice(0, most).map(({ subscriptionId }) => ({ subscriptionId }));
    return [
      first,
      ...shown.map((params) => addressOf(endpoints.listWorkspaces, params)),
      ...shown.flatMap((params) => [
        addressOf(endpoints.listSolutions, params),
        addressOf(endpoints.getPricing, { ...params, pricingName: 'VirtualMachines' }),
      ]),
    ];
  } catch {
    return [];
  }
}
