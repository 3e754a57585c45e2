import { byId } from '../../../../ui/element.ts';
import { showAccess } from '../access/access-lists.ts';
import { unpair } from '../shell/pairing-form.ts';
import type { Tab } from '../tab.ts';

byId('unpair').addEventListener('click', () => void unpair());

export const keysTab: Tab = {
  id: 'keys',
  needsPairing: true,
  show: (_, { ownGrant }) => showAccess(ownGrant),
};
