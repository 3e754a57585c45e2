import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import { type Bundled, thirdPartyNotices } from '../scripts/notices/third-party-notices.ts';
import { plainBuiltins } from './build-builtins.ts';

/**
 * Bundles the host into files that need nothing but Node. What a browser waits for is one file: each further one
 * costs its start a millisecond and more. The commands and the HTTP client, most of all the code, are parts that it
 * loads when they are needed; what they share with it they have once more.
 */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Each is loaded by an `import()` of the host's. */
const PARTS = { cli: here('cli/run-cli.ts'), client: here('relay/http-client.ts') };

/** The packages whose code is in the host. */
export const bundled: Bundled = new Map();

const run = (
  input: string | Record<string, string>,
  output: Rolldown.OutputOptions,
  options: { readonly plugins?: Plugin[]; readonly emptyOutDir: boolean },
): Promise<Rolldown.RolldownOutput> => {
  const { plugins = [], emptyOutDir } = options;
  const config: InlineConfig = {
    configFile: false,
    root: here('.'),
    logLevel: 'warn',
    plugins: [plainBuiltins(), thirdPartyNotices(bundled), ...plugins],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: here('dist'),
      emptyOutDir,
      target: 'node22',
      minify: true,
      rolldownOptions: { input, output: { format: 'esm', ...output } },
    },
  };
  return build(config) as Promise<Rolldown.RolldownOutput>;
};

// Named by their content: a host that is there never finds the parts of another build.
const names = 'parts/[name]-[hash].mjs';
const parts = await run(PARTS, { entryFileNames: names, chunkFileNames: names }, { emptyOutDir: true });

/** Where the host finds what it loads later. */
const laterParts: Plugin = {
  name: 'later-parts',
  enforce: 'pre',
  async resolveId(id, importer) {
    const path = (await this.resolve(id, importer, { skipSelf: true }))?.id;
    const part = parts.output.find((file) => file.type === 'chunk' && file.facadeModuleId === path);
    return part && path !== undefined ? { id: `./${part.fileName}`, external: true } : undefined;
  },
};

const host = { entryFileNames: 'host.mjs', codeSplitting: false, banner: '#!/usr/bin/env node' };
await run(here('main.ts'), host, { plugins: [laterParts], emptyOutDir: false });
