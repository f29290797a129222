import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import { type KustoLanguage, loadedKusto } from '../kusto-package';

let loaded: KustoLanguage | undefined;

/** The package of the worker, for tests: its scripts in the global scope of Node. */
export const loadKusto = (): KustoLanguage => {
  if (loaded) return loaded;
  const { resolve } = createRequire(import.meta.url);
  // Another file of the same test worker may have loaded them: they refuse a second time.
  if (!('Kusto' in globalThis)) {
    for (const name of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) {
      const file = resolve(`@kusto/language-service-next/${name}`);
      runInThisContext(readFileSync(file, 'utf8'), { filename: file });
    }
  }
  loaded = loadedKusto();
  return loaded;
};
