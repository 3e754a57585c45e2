import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import { buildAdmin, bundled as inPage } from '../extension/admin/build.ts';
import { type Bundled, thirdPartyNotices } from '../scripts/notices/third-party-notices.ts';
import { plainBuiltins } from './build-builtins.ts';

/**
 * Bundles the host into files that need nothing but Node. What a browser waits for is one small file that any Node can
 * read, and the host as one file. The commands and the HTTP client, most of all the code, are parts that it loads when
 * they are needed; what they share with it they have once more.
 */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Each is loaded by an `import()` of the host's. */
const PARTS = {
  cli: here('cli/run-cli.ts'),
  client: here('relay/http-client.ts'),
  form: here('relay/form-client.ts'),
  doctor: here('doctor/check-up.ts'),
  repair: here('install/repair-here.ts'),
};

// The host includes the admin page as text.
await buildAdmin();

/** The packages whose code is in the host. */
export const bundled: Bundled = new Map(inPage);

const run = (
  input: string | Record<string, string>,
  output: Rolldown.OutputOptions,
  options: { readonly plugins: Plugin[]; readonly emptyOutDir: boolean; readonly target?: string },
): Promise<Rolldown.RolldownOutput> => {
  const { plugins, emptyOutDir, target = 'node22' } = options;
  const config: InlineConfig = {
    configFile: false,
    root: here('.'),
    logLevel: 'warn',
    plugins: [thirdPartyNotices(bundled), ...plugins],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: here('dist'),
      emptyOutDir,
      target,
      minify: true,
      rolldownOptions: { input, output: { format: 'esm', ...output } },
    },
  };
  return build(config) as Promise<Rolldown.RolldownOutput>;
};

// Named by their content: a host that is there never finds the parts of another build.
const names = 'parts/[name]-[hash].mjs';
const parts = await run(
  PARTS,
  { entryFileNames: names, chunkFileNames: names },
  {
    plugins: [plainBuiltins()],
    emptyOutDir: true,
  },
);

type Files = Rolldown.RolldownOutput['output'];

/** Where a file finds what it loads later. */
const laterParts = (files: Files, folder: string): Plugin => ({
  name: 'later-parts',
  enforce: 'pre',
  async resolveId(id, importer) {
    const path = (await this.resolve(id, importer, { skipSelf: true }))?.id;
    const part = files.find((file) => file.type === 'chunk' && file.facadeModuleId === path);
    return part && path !== undefined
      ? { id: part.fileName.replace(/^parts\//, folder), external: true }
      : undefined;
  },
});

const whole = { codeSplitting: false } as const;
const host = await run(
  { main: here('main.ts') },
  { ...whole, entryFileNames: names },
  { plugins: [plainBuiltins(), laterParts(parts.output, './')], emptyOutDir: false },
);
await run(
  here('start.ts'),
  { ...whole, entryFileNames: 'host.mjs', banner: '#!/usr/bin/env node' },
  { plugins: [laterParts(host.output, './parts/')], emptyOutDir: false, target: 'node12' },
);
