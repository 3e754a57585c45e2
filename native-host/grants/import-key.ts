import { HTTP_CALLER } from '../../shared/access/caller.ts';
import type { Grant } from '../../shared/access/grant.ts';
import type { NewGrant } from '../store/contract.ts';
import { audited, type GrantWorld } from './audited.ts';
import { importedDigest, newGrantId } from './secret.ts';

/** A key whose text exists already, for HTTP. */
export interface ImportedKey
  extends Omit<NewGrant, 'id' | 'digest' | 'kind' | 'parent' | 'caller' | 'origin'> {
  /** The text of the key. Only its digest is stored. */
  readonly text: string;
}

/** Imports a key. Resolves with its grant, or with undefined if a key with this text exists, also a revoked one. */
export const importKey = ({ text, ...key }: ImportedKey, world: GrantWorld): Promise<Grant | undefined> => {
  const digest = importedDigest(text);
  return audited(world, async ({ grants }) => {
    if (await grants.byDigest(digest)) return { result: undefined, audit: undefined };
    const own = { kind: 'key', caller: HTTP_CALLER.id, parent: null, origin: 'imported' } as const;
    const result = await grants.create({ ...key, ...own, id: newGrantId(world.random), digest });
    return { result, audit: { act: 'imported', subject: result.id } };
  });
};
