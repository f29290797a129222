import { askEarly } from './early';

/**
 * How long the app's evaluation, which holds up everything else, waits for the first page to be shown (milliseconds). In the demo it
 * would also take the processor from the worker that makes the numbers.
 */
const headStart = __MOCK__ ? 2000 : 1000;

// No await at the top level: the app imports modules that this file shares a chunk with, and would wait for this one.
void Promise.race([askEarly(), new Promise((resolve) => setTimeout(resolve, headStart))]).then(() => import('./app'));
