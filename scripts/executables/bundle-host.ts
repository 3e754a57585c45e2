import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { buildAdmin } from '../../extension/admin/build.ts';

const HOST = fileURLToPath(new URL('../../native-host/', import.meta.url));

/**
 * Bundles the host into one file, because a single executable has no folder of parts. Returns its path in `folder`.
 * Built-in modules are imported as such: Bun resolves them when it compiles.
 */
export const bundleHost = async (folder: string): Promise<string> => {
  // The host includes the admin page as text.
  await buildAdmin();
  await build({
    configFile: false,
    root: HOST,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      target: 'node22',
      minify: true,
      rolldownOptions: {
        input: join(HOST, 'executable.ts'),
        output: { format: 'esm', entryFileNames: 'host.mjs', codeSplitting: false },
      },
    },
  });
  return join(folder, 'host.mjs');
};
