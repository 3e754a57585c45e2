import { fileURLToPath } from 'node:url';
import { dts } from 'rolldown-plugin-dts';
import { build } from 'vite';
import { type Bundled, thirdPartyNotices } from '../../scripts/notices/third-party-notices.ts';
import { ENTRIES } from './entries.ts';

/**
 * Builds every entry of the SDK into modules without dependencies, with type declarations. The entries share their
 * common code. The output is not minified, because extension stores review it; bundlers minify it later.
 */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The packages whose code the SDK contains: none. */
export const bundled: Bundled = new Map();

// At each build the plugin warns that TypeScript 7 has no stable API: print errors only.
const logger = { info() {}, warn() {}, error: console.error };

await build({
  configFile: false,
  root: here('.'),
  logLevel: 'warn',
  plugins: [dts({ tsconfig: here('../../tsconfig.sdk.json'), logger }), thirdPartyNotices(bundled)],
  // Required by the plugin: declarations must not be transformed.
  oxc: { exclude: [/\.js$/, /\.d\.ts$/] },
  build: {
    lib: {
      entry: Object.fromEntries(Object.values(ENTRIES).map((name) => [name, here(`${name}.ts`)])),
      formats: ['es'],
    },
    rolldownOptions: { output: { chunkFileNames: 'parts/[name].js' } },
    outDir: here('dist'),
    emptyOutDir: true,
    target: 'es2024',
    minify: false,
  },
});
