import * as v from 'valibot';
import { SCOPE_NAMES } from '../../shared/access/scopes.ts';
import type { CallName, Calls } from '../../shared/protocol/calls.ts';
import { MAX_ICON, MAX_KEY_TEXT } from '../../shared/protocol/limits.ts';
import { modelsSchema, reasonSchema } from '../../shared/protocol/messages.ts';
import { undenyCaller } from '../grants/deny-caller.ts';
import { askAgain } from './ask-again.ts';
import type { CallContext } from './call-context.ts';
import { setIcon, shownApprovals } from './claim-calls.ts';
import * as grants from './grant-calls.ts';
import { pair, unpair } from './pairing-calls.ts';
import { requestAccess } from './request-access.ts';
import { overview, overviewSchema, pause, stopRunning } from './running-calls.ts';
import { status } from './status.ts';

type Answer<Name extends CallName> = Calls[Name]['result'] | Promise<Calls[Name]['result']>;

interface CallDefinition<Name extends CallName> {
  readonly right: Calls[Name]['right'];
  /**
   * Checks the parameters. Returns a function that runs the call with the checked ones, so that the original parameters,
   * which can be far larger, are not kept while the call waits. Throws a ValiError.
   */
  prepare(params: unknown): (context: CallContext) => Answer<Name>;
}

const defineCall = <Name extends CallName>(
  right: Calls[Name]['right'],
  schema: v.GenericSchema<unknown, Calls[Name]['params']>,
  run: (params: Calls[Name]['params'], context: CallContext) => Answer<Name>,
): CallDefinition<Name> => ({
  right,
  prepare(params) {
    const checked = v.parse(schema, params);
    return (context) => run(checked, context);
  },
});

const nothing = v.undefined();
const text = v.pipe(v.string(), v.maxLength(300));
const withId = v.object({ id: text });
const scopes = v.array(v.picklist(SCOPE_NAMES));
const terms = {
  scopes,
  models: v.nullable(modelsSchema),
  duration: v.picklist(['once', 'month', 'always', 'keep']),
};

/** All calls that the host answers itself. */
export const CALLS: { readonly [Name in CallName]: CallDefinition<Name> } = {
  status: defineCall('anyone', nothing, (_, context) => status(context)),
  'access.request': defineCall(
    'anyone',
    v.object({
      scopes: v.optional(scopes),
      models: v.optional(modelsSchema),
      reason: v.optional(reasonSchema),
    }),
    requestAccess,
  ),
  'icon.set': defineCall('anyone', v.object({ icon: v.pipe(v.string(), v.maxLength(MAX_ICON)) }), setIcon),
  pair: defineCall('own', v.object({ key: v.pipe(v.string(), v.maxLength(MAX_KEY_TEXT)) }), pair),
  unpair: defineCall('own', nothing, unpair),
  'approvals.list': defineCall('owner', nothing, (_, context) => shownApprovals(context)),
  'approvals.allow': defineCall('owner', v.object({ id: text, ...terms }), grants.allow),
  'approvals.deny': defineCall('owner', withId, grants.deny),
  'approvals.dismiss': defineCall('own', withId, grants.dismiss),
  'approvals.ended': defineCall('owner', withId, grants.ended),
  'grants.list': defineCall('owner', nothing, (_, { context }) => context.store.grants.list()),
  'grants.revoke': defineCall('owner', withId, grants.revokeGrant),
  'grants.change': defineCall('owner', v.object({ id: text, ...terms }), grants.changeGrant),
  'grants.rename': defineCall('owner', v.object({ id: text, name: text }), grants.renameGrant),
  'grants.setDisabled': defineCall(
    'owner',
    v.object({ id: text, disabled: v.boolean() }),
    grants.setGrantDisabled,
  ),
  'grants.allow': defineCall('owner', v.object({ caller: text, ...terms }), grants.allowUnasked),
  'usage.list': defineCall('owner', v.object({ since: text }), async ({ since }, { context }) => {
    await context.gateway.counted();
    return context.store.usage.list({ since });
  }),
  'denials.list': defineCall('owner', nothing, (_, { context }) => context.store.denials.list()),
  'denials.remove': defineCall('owner', v.object({ caller: text }), async ({ caller }, { context }) => {
    await undenyCaller(caller, context);
    return null;
  }),
  'dismissals.list': defineCall('owner', nothing, (_, { context }) => context.store.dismissals.list()),
  'dismissals.remove': defineCall('owner', v.object({ caller: text }), async ({ caller }, { context }) => {
    await context.store.dismissals.forget(caller);
    context.approvals.forget(caller);
    return null;
  }),
  'approvals.again': defineCall('owner', v.object({ caller: text }), askAgain),
  overview: defineCall('own', v.object({ seen: v.optional(overviewSchema) }), overview),
  'running.list': defineCall('owner', nothing, (_, { context }) => context.gateway.running.list()),
  'running.stop': defineCall('owner', v.object({ id: v.pipe(v.number(), v.integer()) }), stopRunning),
  'pause.set': defineCall('owner', v.object({ paused: v.boolean() }), pause),
};
