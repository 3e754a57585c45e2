import { fileURLToPath } from 'node:url';
import { dts } from 'rolldown-plugin-dts';
import { build } from 'vite';
import { type Bundled, thirdPartyNotices } from '../../scripts/notices/third-party-notices.ts';
import { ENTRIES } from './entries.ts';

/**
 * Builds every entry of the SDK into modules without dependencies, with their type declarations. What the
 * entries share is one copy. It stays readable, for the stores that review what is in an extension: whoever
 * bundles it makes it small.
 */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The packages whose code is in the SDK. There are none. */
export const bundled: Bundled = new Map();

// The plugin warns at each build that TypeScript 7 has no stable API; only what fails matters here.
const logger = { info() {}, warn() {}, error: console.error };

await build({
  configFile: false,
  root: here('.'),
  logLevel: 'warn',
  plugins: [dts({ tsconfig: here('../../tsconfig.sdk.json'), logger }), thirdPartyNotices(bundled)],
  // As the plugin asks: declarations are no code to transform.
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
