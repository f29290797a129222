import { type Source, askAhead, hasAnswers, startedAt } from './api/ahead';
import { askForList } from '#core/fim/ask-for-list';

/**
 * Asks for what the workspace list shows while the app's code is still being loaded; the app finds the answers in
 * `api/ahead`. Small, because nothing is asked for before it is there. It trusts nothing: what it gets is checked when
 * the app's client reads it, and whatever goes wrong here the app asks for itself, and reports.
 */

/** Where the address leads: path and search string. A static demo has its routes behind the #. */
function address(): { readonly path: string; readonly search: string } {
  const { hash, pathname, search } = globalThis.location;
  if (import.meta.env.BASE_URL !== './') return { path: pathname, search };
  const [path = '', ...rest] = hash.slice(1).split('?');
  return { path, search: rest.join('?') };
}

const live: Source = { send: (request) => fetch(request), hasAnswers };

/**
 * Asks for the data of the page in the address, and has it shown, where that is worth while. Never rejects; resolves when all
 * is shown, or asked for where the app has to show it.
 */
export async function askEarly(): Promise<void> {
  const { path, search } = address();
  const [first = 'workspaces', ...rest] = path.split('/').filter(Boolean);
  if (first !== 'workspaces' || rest.length > 0) return;
  try {
    const source = __MOCK__ ? (await import('#mocks/start-worker')).source : live;
    // Only the default view can be shown without the app, which reads any other from the address.
    const code = search === '' ? import('./first-list') : undefined;
    const answers = await askForList((asked, body) => askAhead(source, asked, body), startedAt);
    await (await code)?.showList(answers, startedAt);
  } catch {
    // The app asks again, and says what is wrong.
  }
}
