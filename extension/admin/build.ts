import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { type Bundled, thirdPartyNotices } from '../../scripts/notices/third-party-notices.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The packages whose code is in the admin page. */
export const bundled: Bundled = new Map();

/** Builds the admin page into files of fixed names, which the host includes as text. */
export const buildAdmin = async (): Promise<void> => {
  await build({
    configFile: false,
    root: here('.'),
    logLevel: 'warn',
    resolve: {
      conditions: ['module', 'browser', 'production'],
      // The main entry of lit includes LitElement, which the page does not use.
      alias: [{ find: /^lit$/, replacement: 'lit/html.js' }],
    },
    plugins: [thirdPartyNotices(bundled)],
    build: {
      outDir: here('dist'),
      emptyOutDir: true,
      target: 'es2024',
      cssCodeSplit: false,
      rolldownOptions: {
        input: here('admin.ts'),
        output: {
          codeSplitting: false,
          entryFileNames: 'admin.js',
          assetFileNames: 'admin[extname]',
        },
      },
    },
  });
  await cp(here('index.html'), here('dist/index.html'));
  await cp(here('../companion/icons/icon.svg'), here('dist/icon.svg'));
};
