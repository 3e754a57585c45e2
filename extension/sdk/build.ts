import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Bundles the SDK into one module without dependencies. */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

await build({
  configFile: false,
  root: here('.'),
  logLevel: 'warn',
  build: {
    lib: { entry: here('index.ts'), formats: ['es'], fileName: 'index' },
    outDir: here('dist'),
    emptyOutDir: true,
    target: 'es2024',
    minify: true,
  },
});
