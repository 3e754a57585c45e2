import { accessTab } from './access/access-tab.ts';
import { activityTab } from './activity/activity-tab.ts';
import { keysTab } from './keys/keys-tab.ts';
import { modelsTab } from './models/models-tab.ts';
import { settingsTab } from './settings/settings-tab.ts';
import type { Tab, TabId } from './tab.ts';

/** All tabs by their ids. */
export const TABS: Readonly<Record<TabId, Tab>> = {
  access: accessTab,
  models: modelsTab,
  activity: activityTab,
  keys: keysTab,
  settings: settingsTab,
};
