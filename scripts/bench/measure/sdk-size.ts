import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { atMost, createRow, type Row } from '../report/row.ts';

const ENTRY = fileURLToPath(new URL('../../../extension/sdk/index.ts', import.meta.url));

/** The size of the SDK's entry in an extension: bundled, minified, and compressed with gzip. */
export const measureSdkSize = async (): Promise<Row> => {
  // Not Vite's library mode, which keeps white space.
  const built = (await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      rolldownOptions: { input: ENTRY, preserveEntrySignatures: 'strict' },
      modulePreload: false,
      write: false,
      target: 'es2024',
      minify: true,
    },
  })) as Rolldown.RolldownOutput;
  const { code } = built.output[0];
  const what = { name: 'SDK, minified and compressed', unit: 'bytes', targets: [atMost(7000)] };
  return createRow(what, { turnkey: gzipSync(code, { level: 9 }).byteLength });
};
