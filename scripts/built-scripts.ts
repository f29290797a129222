import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/** KiB the files of a built site take, each gzipped. Paths are below the site's folder, with or without a slash before them. */
export const gzippedKib = (folder: string, paths: readonly string[]): number =>
  paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(folder, path)), { level: 9 }).length, 0) / 1024;

/** The imports and exports of a bundled file that are not `import()`: the bundler writes them on one line. */
const staticImport = /(?:\bfrom|\bimport)\s*["'`](\.[^"'`]+\.js)["'`]/g;

/** The given scripts of a built site and all they import, as a browser evaluates them. */
export function withImports(folder: string, scripts: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const add = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const [, target = ''] of readFileSync(join(folder, path), 'utf8').matchAll(staticImport))
      add(posix.join(posix.dirname(path), target));
  };
  for (const path of scripts) add(path);
  return [...seen];
}

/** Module scripts that index.html starts, and those it has loaded ahead because the first ones import them at once. */
export function startScripts(folder: string): { readonly first: readonly string[]; readonly ahead: readonly string[] } {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const read = (pattern: RegExp) => [...html.matchAll(pattern)].map(([, path = '']) => path.replace(/^\.?\//, ''));
  return {
    first: read(/<script (?:async )?type="module"[^>]* src="([^"]+)"/g),
    ahead: read(/<link rel="modulepreload"[^>]* href="([^"]+)"/g),
  };
}

/** The script the bundler made of a module: `changes-chart` for `assets/changes-chart-Bh2q.js`. @throws Error where there is none */
export function scriptNamed(folder: string, name: string): string {
  const file = readdirSync(join(folder, 'assets')).find(
    (each) => each.startsWith(`${name}-`) && each.endsWith('.js') && !each.slice(name.length + 1).includes('-', 9),
  );
  if (file === undefined) throw new Error(`the build has no script ${name}`);
  return `assets/${file}`;
}
