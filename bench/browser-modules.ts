import { register } from 'node:module';

/**
 * Makes the pages' modules importable in Node: those with the queries import, further down, style sheets (read as empty
 * modules here) and the API's client, which asks where the page came from and what it was built for.
 */
const hooks = `export const load = (url, context, next) =>
  url.endsWith('.css') ? { format: 'module', source: 'export default {}', shortCircuit: true } : next(url, context);`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);
Object.defineProperty(globalThis, 'location', { value: new URL('http://localhost/') });
Object.defineProperty(globalThis, '__MOCK__', { value: false });
