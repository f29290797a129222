import { answerDirectly } from './direct-fetch';
import type { Role } from './protocol';
import { forgetChanges, keepRole, readRole } from './settings';
import { link, storage } from './start-worker';

/**
 * Mock mode of the app: the workspace engine on a generated fleet, in a worker, behind MSW. The page reaches this module
 * by one dynamic import only, so that none of it is in the live build.
 */

/** MSW comes when the page has had this long to show its first numbers, milliseconds. */
const mswAfter = 2000;

/**
 * Starts answering the page's API calls, at once and directly; calls made before the data is there wait for it. MSW takes
 * over once the page is at rest: from then on they are requests like any other in the browser's network panel.
 */
export function startMock(): void {
  const base = new URL(import.meta.env.BASE_URL, globalThis.location.href);
  const stopAnswering = answerDirectly(base.origin, link.answer);
  if (!('serviceWorker' in navigator)) return;
  setTimeout(() => void useMsw(base, stopAnswering), mswAfter);
}

async function useMsw(base: URL, stopAnswering: () => void) {
  try {
    const { intercept } = await import('./intercept');
    await intercept(base, link.answer);
    stopAnswering();
  } catch {
    // A browser may refuse the service worker (blocked, private mode): calls go on being answered directly.
  }
}

/** The role the demo's person has in this tab. */
export const demoRole = (): Role => readRole(storage);

/** Changes the role, kept for the tab; the page should ask again for what it may do. */
export function setRole(role: Role): void {
  keepRole(storage, role);
  link.send({ type: 'role', role });
}

/** Undoes everything that was changed in this tab and loads the page anew. */
export function resetDemo(): void {
  forgetChanges(storage);
  globalThis.location.reload();
}
