import { COMPANION_ID_FIREFOX, COMPANION_PUBLIC_KEY } from '../../shared/identity.ts';
import { extensionManifest } from '../manifest.config.ts';
import type { Target } from '../targets.ts';

const IDENTITY = {
  name: 'Ollama Turnkey',
  description: '__MSG_description__',
  key: COMPANION_PUBLIC_KEY,
  id: COMPANION_ID_FIREFOX,
  background: 'background/main.ts',
  popup: 'pages/popup/popup.html',
};

/** Has no `externally_connectable`, so that every extension may connect, and no web page. */
export const companionManifest = (target: Target) =>
  extensionManifest(target, IDENTITY, {
    default_locale: 'en',
    permissions: ['nativeMessaging', 'storage'],
    optional_permissions: ['management', 'notifications'],
    options_ui: { page: 'pages/options/options.html', open_in_tab: true },
  });
