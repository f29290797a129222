/** Which top-level folders each folder may import from, besides packages. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  engine: ['engine', 'core'],
  mocks: ['mocks', 'engine', 'core'],
  src: ['src', 'core'],
  server: ['server', 'engine', 'core'],
  agent: ['agent', 'core'],
};

/** Single lines that may cross: what the app loads first (mock, first page), and the demo fleet of the self-hosted server. */
const exceptions: readonly { readonly file: string; readonly target: string }[] = [
  { file: 'src/early.ts', target: 'mocks/start-worker' },
  { file: 'src/first-list.ts', target: 'src/features/workspaces/' },
  { file: 'src/first-list.test.tsx', target: 'src/features/workspaces/' },
  { file: 'src/early.dom.test.ts', target: 'src/features/workspaces/' },
  { file: 'src/head-start.ts', target: 'mocks/browser' },
  { file: 'src/head-start.ts', target: 'src/features/' },
  { file: 'server/demo.ts', target: 'mocks/fleet/' },
];

const importLine = /(?:from\s+|import\s+|import\(\s*|require\(\s*)['"]([^'"]+)['"]/g;

export type Violation = { readonly file: string; readonly specifier: string; readonly reason: string };

const targetOf = (file: string, specifier: string): string | undefined => {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (!specifier.startsWith('.')) return undefined;
  return new URL(specifier, `file:///${file}`).pathname.slice(1);
};

const isTest = (file: string) => /\.test\.tsx?$|\/testing\//.test(file);

/**
 * Breaches of the import law in one source file.
 * @param file path from the project's root with forward slashes
 */
export const violationsIn = (file: string, source: string): readonly Violation[] => {
  const folder = file.split('/')[0] ?? '';
  const rule = allowed[folder];
  if (rule === undefined) return [];
  const found: Violation[] = [];
  for (const match of source.matchAll(importLine)) {
    const specifier = match[1] ?? '';
    const breach = (reason: string) => found.push({ file, specifier, reason });
    if (
      !isTest(file) &&
      (folder === 'core' || folder === 'engine' || folder === 'src') &&
      specifier.startsWith('node:')
    )
      breach(`${folder} runs in browsers: no Node modules`);
    if ((folder === 'core' || folder === 'engine') && /^react|^@tanstack|^hono|^@duckdb/.test(specifier))
      breach(`${folder} knows neither the app nor the server`);
    if (/^zod(\/v4)?$/.test(specifier) && folder !== 'server' && folder !== 'agent')
      breach('zod/mini in code a browser loads');
    const target = targetOf(file, specifier);
    if (target === undefined) continue;
    const targetFolder = target.split('/')[0] ?? '';
    if (exceptions.some((line) => line.file === file && target.startsWith(line.target))) continue;
    // Tests stand above the layers: they may assemble a whole program to try one part of it.
    if (!rule.includes(targetFolder) && !isTest(file)) breach(`${folder} may import ${rule.join(', ')} only`);
    const feature = /^src\/features\/([^/]+)\//;
    const own = feature.exec(file)?.[1];
    const other = feature.exec(target)?.[1];
    if (own !== undefined && other !== undefined && own !== other)
      breach(`features/${own} may not import features/${other}`);
    if (folder === 'src' && own === undefined && other !== undefined && file !== 'src/routes.tsx')
      breach('only routes.tsx may import a feature');
  }
  return found;
};
