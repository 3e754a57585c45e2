import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/** The size that an entry of the SDK adds to an extension: bundled from source, minified, gzip level 9. */
export interface EntrySize {
  readonly code: string;
  readonly minified: number;
  readonly gzip: number;
}

/** Measures an entry. `entry` is the path of a module, `imported` what an extension imports from it. @default '*' */
export const entrySize = async (entry: string, imported = '*'): Promise<EntrySize> => {
  const id = 'virtual:extension';
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'extension',
        resolveId: (source) => (source === id ? source : undefined),
        load: (source) =>
          source === id
            ? `export ${imported} from ${JSON.stringify(fileURLToPath(new URL(entry, import.meta.url)))}`
            : undefined,
      },
    ],
    build: {
      write: false,
      target: 'es2024',
      // Not Vite's library mode, which keeps white space.
      rolldownOptions: { input: id, preserveEntrySignatures: 'strict' },
      modulePreload: false,
    },
  });
  const [chunk] = (result as unknown as { output: readonly { code: string }[] }).output;
  const code = chunk?.code ?? '';
  return { code, minified: Buffer.byteLength(code), gzip: gzipSync(code, { level: 9 }).byteLength };
};
