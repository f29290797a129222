import type { Principal } from '#core/contract/context';
import { createEngine } from './engine';
import { createMemoryStore } from './memory-store';
import { seedWorkspace } from './seed';
import { describeConformance } from './testing/conformance';
import type { World } from './testing/conformance-target';

const world: World = {
  subscriptionId: '11111111-2222-4333-8444-555555555555',
  resourceGroup: 'Conformance',
  workspaceName: 'conformance-ws',
  customerId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  immutableId: 'dcr-0123456789abcdef0123456789abcdef',
};

const principal = (role: Principal['role']): Principal => ({ name: `the ${role}`, objectId: `${role}-id`, role });

describeConformance('the engine over the memory store', async () => {
  const store = createMemoryStore();
  await seedWorkspace(store, {
    ...world,
    subscription: { subscriptionId: world.subscriptionId, displayName: 'Conformance', tenantId: world.customerId },
    name: world.workspaceName,
    location: 'local',
    createdDate: '2026-01-01T00:00:00Z',
  });
  const engine = createEngine({ store });
  let now = Date.UTC(2026, 10, 22);
  let step = 0;
  // A small generator with a long period: ids have to differ from call to call.
  const rng = () => {
    step = (step * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return step / 2 ** 32;
  };
  const send = (role: Principal['role']) => (request: Request) =>
    engine.fetch(request, { principal: principal(role), clock: () => now, rng });
  return {
    url: 'http://engine.test',
    world,
    send: send('owner'),
    sendAsReader: send('reader'),
    pass: async (milliseconds) => {
      now += milliseconds;
    },
    close: () => store.close(),
  };
});
