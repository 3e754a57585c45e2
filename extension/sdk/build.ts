import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dts } from 'rolldown-plugin-dts';
import { build, type InlineConfig, type LibraryOptions } from 'vite';
import { type Bundled, thirdPartyNotices } from '../../scripts/notices/third-party-notices.ts';
import { ENTRIES, READY_FILES } from './entries.ts';

/**
 * Builds every entry of the SDK into modules without dependencies, with type declarations, and again as CommonJS. The
 * entries share their common code. The output is not minified, because extension stores review it; bundlers minify it
 * later.
 */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const DIST = here('dist');

/** The packages whose code the SDK contains: none. */
export const bundled: Bundled = new Map();

// At each build the plugin warns that TypeScript 7 has no stable API: print errors only.
const logger = { info() {}, warn() {}, error: console.error };

const buildFiles = (
  lib: LibraryOptions,
  { plugins = [], output = {} }: { plugins?: InlineConfig['plugins']; output?: object } = {},
) =>
  build({
    configFile: false,
    root: here('.'),
    logLevel: 'warn',
    plugins: [plugins, thirdPartyNotices(bundled)],
    // Required by the plugin: declarations must not be transformed.
    oxc: { exclude: [/\.js$/, /\.d\.ts$/] },
    build: {
      lib,
      rolldownOptions: { output },
      outDir: DIST,
      emptyOutDir: false,
      target: 'es2024',
      minify: false,
    },
  });

const entry = Object.fromEntries(Object.values(ENTRIES).map((name) => [name, here(`${name}.ts`)]));

const buildModules = () =>
  buildFiles(
    { entry, formats: ['es'] },
    {
      plugins: [dts({ tsconfig: here('../../tsconfig.sdk.json'), logger })],
      output: { chunkFileNames: 'parts/[name].js' },
    },
  );

/** For Jest, and for what requires the package in Node. */
const buildCommonJs = () =>
  buildFiles(
    { entry, formats: ['cjs'], fileName: (_, name) => `${name}.cjs` },
    { output: { chunkFileNames: 'parts/[name].cjs', exports: 'named' } },
  );

const buildReadyFiles = async () => {
  for (const { name, module, global } of READY_FILES) {
    await buildFiles({
      entry: here(`${module}.ts`),
      name: global,
      formats: ['es', 'iife'],
      fileName: (format) => `ready/${name}${format === 'iife' ? '.iife' : ''}.js`,
    });
  }
};

/** Copies the declarations that are written by hand. */
const copyTypes = async () => {
  await mkdir(join(DIST, 'types'));
  for (const file of await readdir(here('types'))) {
    const text = await readFile(here(`types/${file}`), 'utf8');
    const built = text.replaceAll(/'(\.{1,2}\/[\w-]+)\.[jt]s'/g, '"$1.js"');
    await writeFile(join(DIST, 'types', file), built);
  }
};

/** Declares the CommonJS files: the same, with the names of their own parts. */
const declareCommonJs = async () => {
  for (const file of await readdir(DIST, { recursive: true })) {
    if (!file.endsWith('.d.ts')) continue;
    const text = await readFile(join(DIST, file), 'utf8');
    const own = text.replaceAll(/ "(\.{1,2}\/[^"]+)\.js"/g, ' "$1.cjs"');
    await writeFile(join(DIST, file.replace(/ts$/, 'cts')), own);
  }
};

await rm(DIST, { recursive: true, force: true });
await buildModules();
await buildCommonJs();
await buildReadyFiles();
await copyTypes();
await declareCommonJs();
