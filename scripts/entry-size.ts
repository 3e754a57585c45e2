import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/** What an entry of the SDK adds to an extension: bundled from its source, minified, in gzip's best. */
export interface EntrySize {
  readonly code: string;
  readonly minified: number;
  readonly gzip: number;
}

/** `entry` is the path of a module, `imported` what an extension takes from it. @default everything */
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
      // Not a library to vite, which leaves the white space in those.
      rolldownOptions: { input: id, preserveEntrySignatures: 'strict' },
      modulePreload: false,
    },
  });
  const [chunk] = (result as unknown as { output: readonly { code: string }[] }).output;
  const code = chunk?.code ?? '';
  return { code, minified: Buffer.byteLength(code), gzip: gzipSync(code, { level: 9 }).byteLength };
};
