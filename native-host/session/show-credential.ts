import type { Caller } from '../../shared/access/caller.ts';
import type { Problem } from '../../shared/errors/problem.ts';
import type { ClientMessageOf } from '../../shared/protocol/messages.ts';
import { authenticateKey } from '../access/authenticate-key.ts';
import { authenticateToken } from '../access/authenticate-token.ts';
import type { HostContext } from './session-context.ts';

interface Options {
  readonly hello: ClientMessageOf<'hello'>;
  readonly caller: Caller;
  readonly context: HostContext;
  /** True for the connection's own session: the only one that may show a pairing token. */
  readonly root: boolean;
}

/** Turns the key or token of a hello into a grant, or into why it gives none. */
export const showCredential = async ({
  hello: { key, token },
  caller,
  context: { store, pairing, now },
  root,
}: Options): Promise<{ grantId?: string; problem?: Problem }> => {
  if (token !== undefined && root && caller.own) {
    const result = await authenticateToken(token, caller, store, now());
    pairing.set('grant' in result ? result.grant.id : null);
    pairing.problem = 'problem' in result ? result.problem : undefined;
    return 'grant' in result ? { grantId: result.grant.id } : result;
  }
  if (key === undefined || caller.own) return {};
  const result = await authenticateKey(key, caller, store, now());
  return 'grant' in result ? { grantId: result.grant.id } : result;
};
