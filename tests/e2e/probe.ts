import { fileURLToPath } from 'node:url';
import { buildExtension } from '../../extension/build-extension.ts';
import { probeManifest } from '../fixtures/probe/manifest.config.ts';

const ROOT = fileURLToPath(new URL('../fixtures/probe', import.meta.url));

/** Builds the probe extension and gives the folder of the build. */
export const buildProbe = async (): Promise<string> => {
  await buildExtension({ root: ROOT, target: 'chromium', manifest: probeManifest, pages: ['page.html'] });
  return `${ROOT}/dist/chromium`;
};
