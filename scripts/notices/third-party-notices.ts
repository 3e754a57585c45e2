import type { Plugin } from 'vite';
import { type BundledPackage, formatNotices } from './format-notices.ts';
import { readPackageFiles } from './package-files.ts';

/** The file in each build folder with the notices of the packages bundled there. */
export const NOTICES = 'THIRD-PARTY-NOTICES.txt';

/** Bundled packages by `name@version`. */
export type Bundled = Map<string, BundledPackage>;

const LIST = 'bundled-packages.json';

/**
 * Writes the notices of the packages that are bundled, if there are any, and adds the packages to `bundled`. Builds
 * into the same folder share one map. Vite knows the packages from its module graph:
 * https://vite.dev/config/build-options#build-license.
 */
export const thirdPartyNotices = (bundled: Bundled = new Map()): Plugin => ({
  name: 'third-party-notices',
  config: () => ({ build: { license: { fileName: LIST }, ssrEmitAssets: true } }),
  generateBundle: {
    order: 'post',
    async handler(_, files) {
      const list = files[LIST];
      if (list?.type !== 'asset') throw new Error('Vite has not listed the bundled packages.');
      delete files[LIST];
      for (const each of JSON.parse(String(list.source)) as BundledPackage[]) {
        bundled.set(`${each.name}@${each.version}`, each);
      }
      if (bundled.size === 0) return;
      const packages = await Promise.all(
        Array.from(bundled.values(), async (each) => ({
          bundled: each,
          files: await readPackageFiles(each.name, each.version),
        })),
      );
      this.emitFile({ type: 'asset', fileName: NOTICES, source: formatNotices(packages) });
    },
  },
});
