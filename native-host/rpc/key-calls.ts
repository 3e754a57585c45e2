import { HTTP_CALLER } from '../../shared/access/caller.ts';
import { plainName } from '../../shared/access/grant-name.ts';
import type { Calls, NewKey } from '../../shared/protocol/calls.ts';
import { DAY_MS } from '../../shared/time.ts';
import { checkTerms, expiryOf } from '../approvals/terms.ts';
import { Refusal } from '../errors/refusal.ts';
import * as grants from '../grants/issue.ts';
import type { CallContext } from './call-context.ts';

/** How long the old secret of a rotated key remains valid, in milliseconds. As long as on the command line. */
const OVERLAP_MS = DAY_MS;

/** Creates a key. It leaves the host only in this answer. */
export const createKey = async (
  { name, use, duration, scopes, models, limits }: NewKey,
  { context }: CallContext,
): Promise<Calls['keys.create']['result']> => {
  const plain = plainName(name);
  if (plain === null) throw new Refusal('bad_request', 'The name is empty.');
  checkTerms({ scopes, models });
  const caller = use === 'http' ? HTTP_CALLER.id : null;
  const expiresAt = expiryOf(duration, context.now(), null);
  const { text, grant } = await grants.createKey(
    { name: plain, caller, scopes, models, limits, expiresAt },
    context,
  );
  return { key: text, grant };
};

/** Gives a key a new secret. Owner keys are rotated on the command line only. */
export const rotateKey = async (
  { id }: { id: string },
  { context }: CallContext,
): Promise<Calls['keys.rotate']['result']> => {
  const grant = await context.store.grants.byId(id);
  const oldUntil = context.now() + OVERLAP_MS;
  const mayRotate = grant?.kind === 'key' && !grant.scopes.includes('admin');
  const key = mayRotate ? await grants.rotateKey(id, oldUntil, context) : undefined;
  if (key === undefined) throw new Refusal('bad_request', 'No such key, or it cannot be changed here.');
  return { key, oldUntil };
};
