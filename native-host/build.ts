import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Bundles the host into one file that needs nothing but Node. */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

await build({
  configFile: false,
  root: here('.'),
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: here('main.ts'),
    outDir: here('dist'),
    emptyOutDir: true,
    target: 'node22',
    minify: true,
    rolldownOptions: {
      output: {
        format: 'esm',
        entryFileNames: 'host.mjs',
        codeSplitting: false,
        banner: '#!/usr/bin/env node',
      },
    },
  },
});
