import { OWNER_SCOPES } from '../../shared/access/scopes.ts';
import { issue } from '../access/issue.ts';
import type { CliContext } from './cli-context.ts';

/** Makes a key that pairs a companion, and gives its text: the only time that it is seen. */
export const makeOwnerKey = async ({ store, random, now }: CliContext): Promise<string> => {
  const wanted = {
    name: 'Owner',
    kind: 'key' as const,
    caller: null,
    scopes: OWNER_SCOPES,
    models: null,
    expiresAt: null,
    parent: null,
  };
  const { text, grant } = await issue('otk', wanted, store(), random);
  await store().audit.add({ at: now(), act: 'created', subject: grant.id });
  return text;
};

/** Whether somebody has a key already that pairs a companion. */
export const hasOwnerKey = async ({ store }: CliContext): Promise<boolean> =>
  (await store().grants.list()).some(
    ({ kind, scopes, revokedAt }) => kind === 'key' && scopes.includes('admin') && revokedAt === null,
  );
