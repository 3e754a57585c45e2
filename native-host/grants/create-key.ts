import type { NewGrant } from '../store/contract.ts';
import { audited, type GrantWorld } from './audited.ts';
import { type Issued, issue } from './issue.ts';

type Wanted = Pick<NewGrant, 'name' | 'caller' | 'scopes' | 'models' | 'limits' | 'expiresAt'>;

/** Creates a key. */
export const createKey = (wanted: Wanted, world: GrantWorld): Promise<Issued> =>
  audited(world, async (parts) => {
    const result = await issue('otk', { ...wanted, kind: 'key', parent: null }, parts, world.random);
    return { result, audit: { act: 'created', subject: result.grant.id } };
  });
