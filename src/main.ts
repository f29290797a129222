import { askEarly } from './early';

/** How long the app's evaluation, which holds up everything else, waits for the first requests to be sent (milliseconds). */
const headStart = 150;

// No await at the top level: the app imports modules that this file shares a chunk with, and would wait for this one.
void Promise.race([askEarly(), new Promise((resolve) => setTimeout(resolve, headStart))]).then(() => import('./app'));
