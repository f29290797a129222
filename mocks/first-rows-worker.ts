import { type FirstRows, toMessage } from './first-rows';
import { createFleet } from './fleet/fleet';
import type { DemoSettings } from './protocol';

/** Generates the rows that the first answers need while the demo's own worker is still starting. Ends with them. */
self.addEventListener('message', ({ data }: MessageEvent<{ settings: DemoSettings; port: MessagePort }>) => {
  const { settings, port } = data;
  const say = (message: FirstRows, transfer: Transferable[] = []) => port.postMessage(message, transfer);
  try {
    for (const rows of createFleet(settings).first()) say(...toMessage(rows));
    say({ type: 'end' });
  } catch (error) {
    say({ type: 'failure', message: error instanceof Error ? error.message : String(error) });
  }
  self.close();
});
