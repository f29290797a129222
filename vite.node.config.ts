import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Bundles a Node program (`--mode server` or `--mode agent`) to `dist/<mode>/main.js`; packages stay in node_modules. */
export default defineConfig(({ mode }) => ({
  publicDir: false,
  build: {
    ssr: fileURLToPath(new URL(`${mode}/main.ts`, import.meta.url)),
    outDir: fileURLToPath(new URL(`dist/${mode}`, import.meta.url)),
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    sourcemap: true,
  },
}));
