import type { Erasure } from '../../shared/protocol/settings.ts';
import { audited } from '../grants/audited.ts';
import type { SettingsWorld } from './set-upstream.ts';

/**
 * Erases what was recorded, in one transaction with one audit row. `everything` removes all permissions and keys but the
 * pairing and the key that it was made with, and ends the requests of the others. The settings stay, since the owner chose
 * them.
 * @param pairing the id of the grant of the owner who erases
 */
export const erase = (
  what: Erasure,
  pairing: string,
  world: Pick<SettingsWorld, 'store' | 'now'>,
): Promise<void> =>
  audited(world, async ({ erase: erased, grants }) => {
    if (what === 'usage') await erased.usage();
    else {
      const { parent = null } = (await grants.byId(pairing)) ?? {};
      await erased.allBut(parent === null ? [pairing] : [pairing, parent]);
    }
    return { result: undefined, audit: { act: 'erased', subject: what } };
  });
