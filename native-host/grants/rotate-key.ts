import { formatKey, SECRET_BYTES, secretFrom } from '../../shared/key/key.ts';
import { audited, type GrantWorld } from './audited.ts';
import { digest } from './secret.ts';

/**
 * Gives a key a new secret, and returns the new key: it is available only here. The old secret opens it until
 * `oldUntil`. Undefined if there is no such key.
 */
export const rotateKey = (id: string, oldUntil: number, world: GrantWorld): Promise<string | undefined> => {
  const secret = secretFrom(world.random(SECRET_BYTES));
  return audited(world, async ({ grants }) =>
    (await grants.rotate(id, digest(secret), oldUntil))
      ? { result: formatKey('otk', id, secret), audit: { act: 'rotated', subject: id } }
      : { result: undefined, audit: undefined },
  );
};
