import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';

const scripts = ['bridge.min.js', 'Kusto.Language.Bridge.min.js'];

/**
 * Runs Microsoft's language service (`@kusto/language-service-next`) in Node, for tests: two scripts, made from .NET code, that leave
 * their names in the global scope. They refuse to run twice, and the files of a test worker share that scope.
 */
export const loadKustoScripts = (): void => {
  if ('Kusto' in globalThis) return;
  const { resolve } = createRequire(import.meta.url);
  for (const name of scripts) {
    const file = resolve(`@kusto/language-service-next/${name}`);
    runInThisContext(readFileSync(file, 'utf8'), { filename: file });
  }
};
