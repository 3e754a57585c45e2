import * as v from 'valibot';
import { SCOPE_NAMES } from '../../shared/access/scopes.ts';
import type { CallName } from '../../shared/protocol/calls.ts';
import { MAX_KEY_TEXT } from '../../shared/protocol/limits.ts';
import { allow, deny, dismiss, requestAccess } from './approval-calls.ts';
import { type CallDefinition, defineCall } from './define-call.ts';
import { pair, unpair } from './pairing-calls.ts';
import { status } from './status.ts';

const nothing = v.undefined();
const text = v.pipe(v.string(), v.maxLength(300));
const withId = v.object({ id: text });
const scopes = v.array(v.picklist(SCOPE_NAMES));
const models = v.array(text);

/** Every call that the host answers itself. What is not here does not exist. */
export const CALLS: Readonly<Record<CallName, CallDefinition>> = {
  status: defineCall<'status', typeof nothing>('anyone', nothing, (_, context) => status(context)),
  'access.request': defineCall(
    'anyone',
    v.object({
      scopes: v.exactOptional(scopes),
      models: v.exactOptional(models),
      reason: v.exactOptional(text),
    }),
    requestAccess,
  ),
  pair: defineCall('own', v.object({ key: v.pipe(v.string(), v.maxLength(MAX_KEY_TEXT)) }), pair),
  unpair: defineCall('own', nothing, unpair),
  'approvals.list': defineCall('owner', nothing, (_, { context }) => context.approvals.list()),
  'approvals.allow': defineCall(
    'owner',
    v.object({
      id: text,
      scopes,
      models: v.nullable(models),
      duration: v.picklist(['once', 'month', 'always']),
    }),
    allow,
  ),
  'approvals.deny': defineCall('owner', withId, deny),
  'approvals.dismiss': defineCall('own', withId, dismiss),
  'grants.list': defineCall('owner', nothing, (_, { context }) => context.store.grants.list()),
  'grants.revoke': defineCall('owner', withId, ({ id }, { context }) => {
    const { store, now } = context;
    if (store.grants.revoke(id)) store.audit.add({ at: now(), act: 'revoked', subject: id });
    return null;
  }),
  'denials.list': defineCall('owner', nothing, (_, { context }) => context.store.denials.list()),
  'denials.remove': defineCall('owner', v.object({ caller: text }), ({ caller }, { context }) => {
    context.store.denials.remove(caller);
    return null;
  }),
};
