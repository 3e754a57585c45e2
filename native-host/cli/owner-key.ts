import { grantState } from '../../shared/access/grant.ts';
import { OWNER_SCOPES } from '../../shared/access/scopes.ts';
import { createKey } from '../grants/issue.ts';
import type { CliContext } from './cli-context.ts';
import { grantWorld } from './find-grant.ts';

const OWNER = { name: 'Owner', caller: null, scopes: OWNER_SCOPES, models: null, expiresAt: null };

/** Creates a key that pairs a companion, and returns its text: it is available only here. */
export const makeOwnerKey = async (context: CliContext): Promise<string> =>
  (await createKey(OWNER, grantWorld(context))).text;

/** Whether there is already a key that pairs a companion. A disabled one counts: it can be enabled again. */
export const hasOwnerKey = async ({ store, now }: CliContext): Promise<boolean> =>
  (await store().grants.list()).some(
    (grant) =>
      grant.kind === 'key' && grant.scopes.includes('admin') && grantState(grant, now()) !== 'revoked',
  );
