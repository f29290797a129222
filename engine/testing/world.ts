import type { Principal, RequestContext } from '#core/contract/context';
import { createEngine, type EngineSettings } from '../engine';
import { createMemoryStore } from '../memory-store';
import { seedWorkspace, type WorkspaceSeed } from '../seed';
import type { Store } from '../store';
import type { World } from './conformance-target';

export const testWorld: World = {
  subscriptionId: '11111111-2222-4333-8444-555555555555',
  resourceGroup: 'Conformance',
  workspaceName: 'conformance-ws',
  customerId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  immutableId: 'dcr-0123456789abcdef0123456789abcdef',
};

/** What `seedWorkspace` takes to make the workspace of the tests. */
export const testSeed: WorkspaceSeed = {
  ...testWorld,
  subscription: {
    subscriptionId: testWorld.subscriptionId,
    displayName: 'Conformance',
    tenantId: '99999999-8888-4777-8666-555555555555',
  },
  name: testWorld.workspaceName,
  location: 'local',
  createdDate: '2026-01-01T00:00:00Z',
};

export const testUrl = 'http://engine.test';

/** An engine over a seeded store whose clock (ms) moves only by `pass`. */
export const openTestEngine = async (settings: Partial<EngineSettings> = {}) => {
  const store: Store = settings.store ?? createMemoryStore();
  await seedWorkspace(store, testSeed);
  const engine = createEngine({ ...settings, store });
  let now = Date.UTC(2026, 10, 22);
  let step = 0;
  // A small generator with a long period: ids have to differ from call to call.
  const rng = () => {
    step = (step * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return step / 2 ** 32;
  };
  const contextOf = (role: Principal['role']): RequestContext => ({
    principal: { name: `the ${role}`, objectId: `${role}-id`, role },
    clock: () => now,
    rng,
  });
  return {
    store,
    engine,
    now: () => now,
    pass: async (milliseconds: number) => {
      now += milliseconds;
    },
    send: (request: Request) => engine.fetch(request, contextOf('owner')),
    sendAsReader: (request: Request) => engine.fetch(request, contextOf('reader')),
  };
};

/** Parsed reply of a query of the test workspace. */
export const askTest = async (
  { send }: Pick<Awaited<ReturnType<typeof openTestEngine>>, 'send'>,
  query: string,
): Promise<{ status: number; body: unknown }> => {
  const url = `${testUrl}/v1/workspaces/${testWorld.customerId}/query`;
  const response = await send(new Request(url, { method: 'POST', body: JSON.stringify({ query }) }));
  return { status: response.status, body: await response.json() };
};
