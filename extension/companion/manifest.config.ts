import { defineManifest } from '@crxjs/vite-plugin';
import { COMPANION_ID_FIREFOX, COMPANION_PUBLIC_KEY } from '../../shared/identity.ts';
import { VERSION } from '../../shared/version.ts';
import type { Target } from '../targets.ts';

const icons = { 16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png' };

const OF: Record<Target, object> = {
  chromium: {
    key: COMPANION_PUBLIC_KEY,
    minimum_chrome_version: '123',
    background: { service_worker: 'background/main.ts', type: 'module' },
  },
  firefox: {
    browser_specific_settings: {
      gecko: {
        id: COMPANION_ID_FIREFOX,
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
    background: { scripts: ['background/main.ts'], type: 'module' },
  },
};

/** No `externally_connectable`: without it every extension may connect, and no web page. */
export const companionManifest = (target: Target) =>
  defineManifest({
    manifest_version: 3,
    name: 'Ollama Turnkey',
    description: 'Lets the extensions you allow use the Ollama on this computer.',
    version: VERSION,
    icons,
    action: { default_icon: icons, default_title: 'Ollama Turnkey' },
    permissions: ['nativeMessaging', 'storage'],
    optional_permissions: ['management'],
    options_ui: { page: 'pages/options/options.html', open_in_tab: true },
    ...OF[target],
  });
