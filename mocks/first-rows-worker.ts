import { createFirstCounts } from './first-counts';
import { type FirstRows, type ToFirstRows, toMessage } from './first-rows';
import { createFleet, type FleetRows } from './fleet/fleet';

/**
 * Generates the rows that the first answers need while the demo's own worker is still starting, and answers what the first page asks
 * about them. Ends with them for a port, with the page's word for itself.
 */
let counts: ReturnType<typeof createFirstCounts> | undefined;

self.addEventListener('message', ({ data }: MessageEvent<ToFirstRows>) => {
  if (data.type === 'counts') {
    self.postMessage(counts?.answer(data.body) ?? null, { transfer: [] });
    return;
  }
  const { settings, port } = data;
  const say = (message: FirstRows, transfer: Transferable[] = []) => port.postMessage(message, transfer);
  try {
    const counted = createFirstCounts(settings.now);
    const made: FleetRows[] = [];
    for (const rows of createFleet(settings).first()) {
      counted.add(rows);
      made.push(rows);
    }
    counts = counted;
    // What was asked meanwhile is answered first.
    setTimeout(() => {
      for (const rows of made) say(...toMessage(rows));
      say({ type: 'end' });
    });
  } catch (error) {
    say({ type: 'failure', message: error instanceof Error ? error.message : String(error) });
  }
});
