import { OWNER_SCOPES } from '../../shared/access/scopes.ts';
import { issue } from '../access/issue.ts';
import type { CliContext } from './cli-context.ts';

/** Makes a key that pairs a companion, and gives its text: the only time that it is seen. */
export const makeOwnerKey = ({ store, random, now }: CliContext): string => {
  const wanted = {
    name: 'Owner',
    kind: 'key' as const,
    caller: null,
    scopes: OWNER_SCOPES,
    models: null,
    expiresAt: null,
    parent: null,
  };
  const { text, grant } = issue('otk', wanted, store(), random);
  store().audit.add({ at: now(), act: 'created', subject: grant.id });
  return text;
};

/** Whether somebody has a key already that pairs a companion. */
export const hasOwnerKey = ({ store }: CliContext): boolean =>
  store()
    .grants.list()
    .some(({ kind, scopes, revokedAt }) => kind === 'key' && scopes.includes('admin') && revokedAt === null);
