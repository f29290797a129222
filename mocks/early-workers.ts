import { listHash } from './list-page.ts';

/** A worker that the page's first lines made before any module was there. `error`: why it could not start, if it said so by then. */
type EarlyWorker = { readonly worker: Worker; readonly error?: string };

declare global {
  /** By name. Not there in the dev server, nor where a page's policy forbids scripts within it. */
  var fimDemoWorkers: Readonly<Record<string, EarlyWorker>> | undefined;
}

/**
 * Script of the page itself, for the head: makes workers, so that they are fetched and compiled while the page's modules still are.
 * `urls`: by name, as the document finds them. The engine's is not wanted so early by the list (list-page.ts).
 */
export const earlyWorkersScript = (urls: Readonly<Record<string, string>>): string =>
  `globalThis.fimDemoWorkers={};for(const[name,url]of Object.entries(${JSON.stringify(urls)})){` +
  `if(name==='fim-demo'&&${String(listHash)}.test(location.hash))continue;` +
  `const early={worker:new Worker(url,{type:'module',name})};fimDemoWorkers[name]=early;` +
  `early.worker.addEventListener('error',({message})=>{early.error=message??'Its script did not come.'})}`;

/** The early worker of that name, or what `make` gives. Who listens to it in the same task hears of an earlier failure too. */
export function earlyWorker(name: string, make: () => Worker): Worker {
  const early = globalThis.fimDemoWorkers?.[name];
  if (!early) return make();
  const { worker, error } = early;
  if (error !== undefined) queueMicrotask(() => worker.dispatchEvent(new ErrorEvent('error', { message: error })));
  return worker;
}
