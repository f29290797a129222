import { createClient } from '#core/contract/client';
import { takeAhead } from './ahead';
import { watched } from './connection';
import { pause } from '#core/time/pause';

let ready: Promise<unknown> = Promise.resolve();

/** Holds every request until `until` is fulfilled: the mock starts while the page already paints. */
export const holdRequests = (until: Promise<unknown>): void => {
  ready = until;
};

/** Base URL of the query API, for what is run outside this page. */
export const logsUrl = location.origin;

/** Sends a call of the API: what the one client does with its requests, for those that a worker of the page makes. */
export const sendRequest = watched(async (request) => {
  const ahead = await takeAhead(request);
  if (ahead) return ahead;
  await ready;
  return fetch(request);
}, Date.now);

/** The one client of the app. Live and mock speak to the origin the page came from; the mock answers inside the browser. */
export const client = createClient({
  armUrl: location.origin,
  logsUrl,
  ingestionUrl: location.origin,
  fetch: sendRequest,
  pause,
});
