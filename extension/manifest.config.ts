import { defineManifest } from '@crxjs/vite-plugin';
import { VERSION } from '../shared/version.ts';
import type { Target } from './targets.ts';

interface Identity {
  readonly name: string;
  readonly description: string;
  /** Public key that pins the id of unpacked builds in Chromium. */
  readonly key: string;
  /** Add-on id in Firefox. */
  readonly id: string;
  /** Path of the background script. */
  readonly background: string;
  /** Path of the page that the icon in the toolbar opens. @default none */
  readonly popup?: string;
}

const icons = { 16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png' };

/** The manifest of the companion or the example for one browser family. `own` has its other fields. */
export const extensionManifest = (target: Target, identity: Identity, own: object = {}) => {
  const { name, description, key, id, background, popup } = identity;
  // The first version that knows `data_collection_permissions` on every system.
  const gecko = { id, strict_min_version: '142.0', data_collection_permissions: { required: ['none'] } };
  const browser: object =
    target === 'chromium'
      ? { key, minimum_chrome_version: '123', background: { service_worker: background, type: 'module' } }
      : { browser_specific_settings: { gecko }, background: { scripts: [background], type: 'module' } };
  return defineManifest({
    ...{ manifest_version: 3, name, description, version: VERSION, icons },
    action: { default_icon: icons, default_title: name, ...(popup && { default_popup: popup }) },
    ...own,
    ...browser,
  });
};
