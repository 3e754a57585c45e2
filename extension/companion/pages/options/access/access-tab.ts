import type { Tab } from '../tab.ts';
import { showAccess } from './access-lists.ts';

export const accessTab: Tab = {
  id: 'access',
  needsPairing: true,
  show: (_, { ownGrant }) => showAccess(ownGrant),
};
