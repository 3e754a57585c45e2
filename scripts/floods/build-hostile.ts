import { fileURLToPath } from 'node:url';
import { buildExtension } from '../../extension/build-extension.ts';
import type { Target } from '../../extension/targets.ts';
import { hostileManifest } from './client/manifest.config.ts';

const ROOT = fileURLToPath(new URL('client', import.meta.url));

/** Builds the hostile extension and returns the folder of the build. */
export const buildHostile = async (target: Target): Promise<string> => {
  await buildExtension({ root: ROOT, target, manifest: hostileManifest(target), pages: ['page.html'] });
  return `${ROOT}/dist/${target}`;
};
