import { loadRegularExpressions } from '#core/kql/regular-expression';

await loadRegularExpressions();
