import { SETUP_URL } from '../../../shared/setup-url.ts';
import { browserTabs } from './browser-api.ts';

/** Opens the page that tells users how to install Turnkey, in a new tab. */
export const openSetup = async (): Promise<void> => {
  const tabs = browserTabs();
  // Content scripts have no `tabs`.
  if (tabs) await tabs.create({ url: SETUP_URL });
  else globalThis.open(SETUP_URL, '_blank', 'noopener');
};
