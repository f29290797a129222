import { fileURLToPath } from 'node:url';
import type { HtmlTagDescriptor, Plugin } from 'vite';

const app = fileURLToPath(new URL('../src/app.tsx', import.meta.url));

const link = (attrs: HtmlTagDescriptor['attrs']): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { ...attrs, crossorigin: true },
  injectTo: 'head',
});

/**
 * Lets the built page load the app's scripts and styles at once, beside its small first script (src/main.ts), which
 * imports the app only once the first requests are sent.
 */
export function appPreload(): Plugin {
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
        const holders = chunks.filter((each) => each.facadeModuleId === app || each.moduleIds.includes(app));
        if (holders.length === 0) throw new Error('src/app.tsx is in no script of the build');
        const imports = new Set(holders.flatMap((each) => each.imports));
        const needed = chunks.filter((each) => !each.isEntry && (holders.includes(each) || imports.has(each.fileName)));
        return [
          ...needed.map(({ fileName }) => link({ rel: 'modulepreload', href: base + fileName })),
          ...needed
            .flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])])
            .map((file) => link({ rel: 'stylesheet', href: base + file })),
        ];
      },
    },
  };
}
