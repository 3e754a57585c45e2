import type { Caller } from '../../shared/access/caller.ts';
import type { ClientMessageOf } from '../../shared/protocol/messages.ts';
import { authenticateKey, authenticateToken } from '../grants/authenticate.ts';
import type { Checked, CredentialProblem } from '../grants/check-secret.ts';
import type { HostContext } from './session-core.ts';

interface Options {
  readonly hello: ClientMessageOf<'hello'>;
  readonly caller: Caller;
  readonly context: HostContext;
  /** True for the session of the connection itself: only it may send a pairing token. */
  readonly root: boolean;
}

/** The grant of the key or token in a hello, or why it was not accepted. Empty if there was none. */
export type HelloCredential = { readonly grantId?: string; readonly problem?: CredentialProblem };

const toHelloCredential = (checked: Checked): HelloCredential =>
  'grant' in checked ? { grantId: checked.grant.id } : { problem: checked.denial };

/** Checks the token of the companion, and records whether it pairs it. */
const checkToken = async (
  token: string,
  { caller, context: { store, pairing, now } }: Options,
): Promise<HelloCredential> => {
  const credential = toHelloCredential(await authenticateToken(token, caller, store, now()));
  pairing.set(credential.grantId ?? null, credential.problem);
  return credential;
};

/** Checks the key or token of a hello. */
export const authenticateHello = async (options: Options): Promise<HelloCredential> => {
  const { hello, caller, context, root } = options;
  const { key, token } = hello;
  const { store, pairing, now } = context;
  if (token !== undefined && root && caller.own) {
    const check = checkToken(token, options);
    pairing.begin(check);
    return check;
  }
  // What the client may do depends on the pairing.
  await pairing.checked;
  if (key === undefined || caller.own) return {};
  return toHelloCredential(await authenticateKey(key, caller, store, now()));
};
