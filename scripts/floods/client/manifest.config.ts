import { defineManifest } from '@crxjs/vite-plugin';
import type { Target } from '../../../extension/targets.ts';

const OF: Record<Target, object> = {
  chromium: {},
  firefox: {
    browser_specific_settings: { gecko: { id: 'hostile@ollama-turnkey', strict_min_version: '140.0' } },
  },
};

/** An extension without any permission and without a grant. */
export const hostileManifest = (target: Target) =>
  defineManifest({ manifest_version: 3, name: 'Hostile', version: '1.0.0', ...OF[target] });
