import { fileURLToPath } from 'node:url';
import type { HtmlTagDescriptor, Plugin } from 'vite';

const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const app = pathOf('../src/app.tsx');
const modules = [pathOf('../src/first-list.ts'), app];

const link = (attrs: HtmlTagDescriptor['attrs']): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { ...attrs, crossorigin: true },
  injectTo: 'head',
});

/**
 * Lets the built page load the scripts and styles that its small first script (src/main.ts) imports later: what shows the first
 * list, and the app.
 */
export function appPreload({ isDemo }: { readonly isDemo: boolean }): Plugin {
  let base = '/';
  return {
    name: 'fim:app-preload',
    configResolved(config) {
      base = config.base;
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => {
        if (!bundle) return [];
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        // The bundler may put a small script before the one that holds the module.
        const holders = modules.flatMap((id) => {
          const found = chunks.filter((each) => each.facadeModuleId === id || each.moduleIds.includes(id));
          if (found.length === 0) throw new Error(`${id} is in no script of the build`);
          return found;
        });
        const imports = new Set(holders.flatMap((each) => each.imports));
        const shared = chunks.filter((each) => imports.has(each.fileName));
        const needed = [...new Set([...holders, ...shared])].filter((each) => !each.isEntry);
        return [
          ...needed.map(({ fileName, moduleIds }) =>
            link(
              // Parsing and compiling the app would take a core from the workers, which the first numbers come from: it is fetched alone.
              isDemo && moduleIds.some((id) => id === app)
                ? { rel: 'preload', as: 'fetch', fetchpriority: 'low', href: base + fileName }
                : { rel: 'modulepreload', href: base + fileName },
            ),
          ),
          ...needed
            .flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])])
            .map((file) => link({ rel: 'stylesheet', href: base + file })),
        ];
      },
    },
  };
}
