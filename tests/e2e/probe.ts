import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { buildExtension } from '../../extension/build-extension.ts';
import type { Target } from '../../extension/targets.ts';
import { EXAMPLE_ID } from '../../scripts/test-env/pages.ts';
import { COMPANION_ID_CHROMIUM } from '../../shared/identity.ts';
import { probeManifest } from '../fixtures/probe/manifest.config.ts';

const ROOT = fileURLToPath(new URL('../fixtures/probe', import.meta.url));

/** Builds the probe extension and returns the folder of the build. */
export const buildProbe = async (target: Target = 'chromium'): Promise<string> => {
  await buildExtension({ root: ROOT, target, manifest: probeManifest(target), pages: ['page.html'] });
  return `${ROOT}/dist/${target}`;
};

/** Opens the page of the probe, which has the SDK in the global `turnkey`. */
export const openProbe = async (browser: Browser): Promise<Page> => {
  const others = [COMPANION_ID_CHROMIUM, EXAMPLE_ID];
  const worker = await browser.waitForTarget(
    (each) => each.type() === 'service_worker' && !others.some((id) => each.url().includes(id)),
  );
  const page = await browser.newPage();
  await page.goto(new URL('page.html', worker.url()).href);
  return page;
};
