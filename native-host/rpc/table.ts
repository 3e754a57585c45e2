import * as v from 'valibot';
import { SCOPE_NAMES } from '../../shared/access/scopes.ts';
import { type CallName, type Calls, DURATIONS } from '../../shared/protocol/calls.ts';
import {
  MAX_HEADER,
  MAX_ICON,
  MAX_KEY_TEXT,
  MAX_PATH,
  MAX_RECENT_ROWS,
} from '../../shared/protocol/limits.ts';
import { modelsSchema, reasonSchema } from '../../shared/protocol/messages.ts';
import { undenyCaller } from '../grants/deny-caller.ts';
import * as activity from './activity-calls.ts';
import { askAgain } from './ask-again.ts';
import type { CallContext } from './call-context.ts';
import { runCheckUp } from './check-up-call.ts';
import { setIcon, shownApprovals } from './claim-calls.ts';
import { eraseData, exportData } from './data-calls.ts';
import * as grants from './grant-calls.ts';
import { grantHistory, refusedNames } from './history-calls.ts';
import * as keys from './key-calls.ts';
import { pair, pairClaim, pairWindow, unpair } from './pairing-calls.ts';
import { requestAccess } from './request-access.ts';
import { overview, overviewSchema, pause, stopRunning } from './running-calls.ts';
import * as settings from './settings-calls.ts';
import { status } from './status.ts';
import * as upstream from './upstream-calls.ts';

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
/** Milliseconds since the epoch, up to the year 9999. */
const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(253_370_764_800_000));
const scopes = v.array(v.picklist(SCOPE_NAMES));
const terms = {
  scopes,
  models: v.nullable(modelsSchema),
  duration: v.picklist([...DURATIONS, 'keep']),
};

/** Limits of a grant: whole numbers from 1. */
const limit = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)));
const limits = v.nullable(v.object({ concurrent: limit, perMinute: limit }));
const duration = v.picklist(DURATIONS);
const credential = {
  secret: v.pipe(v.string(), v.maxLength(MAX_HEADER)),
  header: v.nullable(v.pipe(v.string(), v.maxLength(300))),
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
  'pair.window': defineCall('own', nothing, pairWindow),
  'pair.claim': defineCall('own', nothing, pairClaim),
  unpair: defineCall('own', nothing, unpair),
  'approvals.list': defineCall('owner', nothing, (_, context) => shownApprovals(context)),
  'approvals.allow': defineCall('owner', v.object({ id: text, ...terms }), grants.allow),
  'approvals.deny': defineCall('owner', withId, grants.deny),
  'approvals.dismiss': defineCall('own', withId, grants.dismiss),
  'approvals.ended': defineCall('owner', withId, grants.ended),
  'grants.list': defineCall('owner', nothing, (_, { context }) => context.store.grants.list()),
  'grants.revoke': defineCall('owner', withId, grants.revokeGrant),
  'grants.change': defineCall(
    'owner',
    v.object({ id: text, ...terms, limits: v.optional(limits) }),
    grants.changeGrant,
  ),
  'grants.restore': defineCall('owner', withId, grants.restore),
  'grants.history': defineCall('owner', withId, grantHistory),
  'keys.create': defineCall(
    'owner',
    v.object({
      ...terms,
      name: text,
      duration,
      limits,
      use: v.picklist(['http', 'extension']),
    }),
    keys.createKey,
  ),
  'keys.rotate': defineCall('owner', withId, keys.rotateKey),
  'refusals.names': defineCall('owner', nothing, refusedNames),
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
  'activity.summary': defineCall(
    'owner',
    v.object({ unit: v.picklist(['hour', 'day']), since: time, until: time }),
    activity.summary,
  ),
  'activity.recent': defineCall(
    'owner',
    v.object({
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_RECENT_ROWS)),
      before: v.optional(v.pipe(v.number(), v.safeInteger())),
    }),
    activity.recent,
  ),
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
  'upstream.get': defineCall('owner', nothing, (_, context) => upstream.getUpstream(context)),
  'upstream.set': defineCall(
    'owner',
    v.object({
      address: v.nullable(v.pipe(v.string(), v.maxLength(MAX_PATH))),
      credential: v.optional(v.object(credential)),
      untested: v.optional(v.boolean()),
    }),
    upstream.setUpstream,
  ),
  'credential.set': defineCall(
    'owner',
    v.object({ ...credential, untested: v.optional(v.boolean()) }),
    upstream.setCredential,
  ),
  'credential.remove': defineCall('owner', nothing, (_, context) => upstream.removeCredential(context)),
  'settings.get': defineCall('owner', nothing, (_, context) => settings.getSettings(context)),
  'settings.set': defineCall('owner', v.object({ duration }), settings.setSettings),
  'data.export': defineCall(
    'owner',
    v.object({ offset: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
    exportData,
  ),
  'data.erase': defineCall('owner', v.object({ what: v.picklist(['usage', 'everything']) }), eraseData),
  'checkup.run': defineCall('own', nothing, (_, context) => runCheckUp(context)),
  'approvals.again': defineCall('owner', v.object({ caller: text }), askAgain),
  overview: defineCall('own', v.object({ seen: v.optional(overviewSchema) }), overview),
  'running.list': defineCall('owner', nothing, (_, { context }) => context.gateway.running.list()),
  'running.stop': defineCall('owner', v.object({ id: v.pipe(v.number(), v.integer()) }), stopRunning),
  'pause.set': defineCall('owner', v.object({ paused: v.boolean() }), pause),
};
