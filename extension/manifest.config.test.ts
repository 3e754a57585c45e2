import { expect, test } from 'vitest';
import { companionManifest } from './companion/manifest.config.ts';

interface Gecko {
  readonly strict_min_version: string;
  readonly data_collection_permissions: object;
}

test('people A15: no Firefox that the manifest allows lacks data_collection_permissions', () => {
  const manifest = companionManifest('firefox') as { browser_specific_settings: { gecko: Gecko } };
  const { gecko } = manifest.browser_specific_settings;
  expect(gecko.data_collection_permissions).toEqual({ required: ['none'] });
  // Firefox for the desktop knows it since 140, Firefox for Android since 142.
  expect(Number.parseInt(gecko.strict_min_version, 10)).toBeGreaterThanOrEqual(142);
});
