import { askEarly } from './early';
import { takeWanted } from './first-input';

/**
 * How long the app's evaluation, which holds up everything else, waits for the first page to be shown (milliseconds). The demo's worker
 * takes longer than a server.
 */
const headStart = __MOCK__ ? 1500 : 1000;

// No await at the top level: the app imports modules that this file shares a chunk with, and would wait for this one.
void Promise.race([askEarly(), new Promise((resolve) => setTimeout(resolve, headStart))])
  .then(() => import('./app'))
  .catch((error: unknown) => {
    // Without the app its links lead where they always led.
    const href = takeWanted();
    if (href !== undefined) globalThis.location.assign(href);
    throw error;
  });
