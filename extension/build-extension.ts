import { join } from 'node:path';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { build, type Plugin } from 'vite';
import { type Bundled, thirdPartyNotices } from '../scripts/notices/third-party-notices.ts';
import type { Target } from './targets.ts';

interface Options {
  readonly root: string;
  readonly target: Target;
  readonly manifest: ManifestV3Export;
  /** Pages that no manifest entry names. */
  readonly pages?: readonly string[];
  /** @default `dist/<target>` in the folder of the extension */
  readonly outDir?: string;
  /** Receives the packages whose code is in the extension. */
  readonly bundled?: Bundled;
  /** False for an extension that is not distributed. @default true */
  readonly notices?: boolean;
  /** Changes the code, for a test. @default none */
  readonly change?: Plugin;
}

/** Builds one extension for one browser family. */
export const buildExtension = async (options: Options): Promise<void> => {
  const { root, target, manifest, pages = [], bundled, notices = true, change } = options;
  const { outDir = join('dist', target) } = options;
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    resolve: {
      // Vite's own, but the production code of packages also under a test runner, which sets NODE_ENV to `test`
      // (https://vite.dev/config/shared-options#resolve-conditions).
      conditions: ['module', 'browser', 'production'],
      // The main entry of lit includes LitElement, 8 kB that no page uses.
      alias: [{ find: /^lit$/, replacement: 'lit/html.js' }],
    },
    plugins: [
      crx({ manifest, browser: target === 'firefox' ? 'firefox' : 'chrome' }),
      ...(notices ? [thirdPartyNotices(bundled)] : []),
      change,
    ],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2024',
      modulePreload: false,
      rolldownOptions: { input: pages.map((page) => join(root, page)) },
    },
  });
};
