import { fileURLToPath } from 'node:url';
import type { Bundled } from '../scripts/notices/third-party-notices.ts';
import { buildExtension } from './build-extension.ts';
import { companionManifest } from './companion/manifest.config.ts';
import { exampleManifest } from './example/manifest.config.ts';
import { TARGETS } from './targets.ts';

/** Builds the companion and the example for every browser family. */
const here = (folder: string) => fileURLToPath(new URL(folder, import.meta.url));

/** The packages whose code is in the companion. */
export const bundled: Bundled = new Map();

for (const target of TARGETS) {
  await buildExtension({
    root: here('companion'),
    target,
    manifest: companionManifest(target),
    pages: ['pages/approve/approve.html'],
    bundled,
  });
  await buildExtension({
    root: here('example'),
    target,
    manifest: exampleManifest(target),
    pages: ['chat.html'],
  });
}
