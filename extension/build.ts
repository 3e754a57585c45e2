// Builds the companion and the example for every browser family.
import { fileURLToPath } from 'node:url';
import type { Bundled } from '../scripts/notices/third-party-notices.ts';
import { buildCompanion } from './build-companion.ts';
import { buildExtension } from './build-extension.ts';
import { exampleManifest } from './example/manifest.config.ts';
import { TARGETS } from './targets.ts';

/** The packages whose code is in the companion. */
export const bundled: Bundled = new Map();

for (const target of TARGETS) {
  await buildCompanion(target, { bundled });
  await buildExtension({
    root: fileURLToPath(new URL('example', import.meta.url)),
    target,
    manifest: exampleManifest(target),
    pages: ['chat.html'],
  });
}
