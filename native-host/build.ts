import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { plainBuiltins } from './build-builtins.ts';

/**
 * Bundles the host into files that need nothing but Node. What a browser waits for is in the first one; the
 * commands and the HTTP client, most of all the code, are parts that it loads when they are needed.
 */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

await build({
  configFile: false,
  root: here('.'),
  logLevel: 'warn',
  plugins: [plainBuiltins()],
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
        // Whatever more than one part needs is one file: each costs a start a millisecond.
        codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
        // Named by their content: a host that is there never finds the parts of another build.
        chunkFileNames: 'parts/[name]-[hash].mjs',
        banner: ({ isEntry }) => (isEntry ? '#!/usr/bin/env node' : ''),
      },
    },
  },
});
