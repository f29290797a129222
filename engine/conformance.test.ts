import { describeConformance } from './testing/conformance';
import { openTestEngine, testUrl, testWorld } from './testing/world';

describeConformance('the engine over the memory store', async () => {
  const opened = await openTestEngine();
  return { ...opened, url: testUrl, world: testWorld, close: () => opened.store.close() };
});
