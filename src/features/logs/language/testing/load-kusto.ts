import { loadKustoScripts } from '#core/kql/testing/kusto-scripts';
import { type KustoLanguage, loadedKusto } from '../kusto-package';

/** The package of the worker, for tests. */
export const loadKusto = (): KustoLanguage => {
  loadKustoScripts();
  return loadedKusto();
};
