import { fileURLToPath } from 'node:url';
import { buildExtension } from './build-extension.ts';
import { companionManifest } from './companion/manifest.config.ts';
import type { Target } from './targets.ts';

type Options = Pick<Parameters<typeof buildExtension>[0], 'bundled' | 'notices' | 'outDir' | 'change'>;

/** Builds the companion for one browser family. */
export const buildCompanion = (target: Target, options: Options = {}): Promise<void> =>
  buildExtension({
    root: fileURLToPath(new URL('companion', import.meta.url)),
    target,
    manifest: companionManifest(target),
    pages: ['pages/approve/approve.html', 'pages/welcome/welcome.html'],
    ...options,
  });
