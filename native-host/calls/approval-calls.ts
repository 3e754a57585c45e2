import type { GrantSummary } from '../../shared/access/grant.ts';
import { summarise } from '../../shared/access/grant.ts';
import { DEFAULT_SCOPES } from '../../shared/access/scopes.ts';
import type { Calls, Duration } from '../../shared/protocol/calls.ts';
import { newGrantId } from '../access/new-grant-id.ts';
import { Refusal } from '../session/refusal.ts';
import type { CallContext } from './call-context.ts';

const DAY_MS = 86_400_000;

/** How long each choice lasts, in milliseconds; null: until revoked. */
const LASTS: Record<Duration, number | null> = { once: DAY_MS / 2, month: 30 * DAY_MS, always: null };

/** Asks the user, unless the caller already has all that it wants. */
export const requestAccess = async (
  { scopes = DEFAULT_SCOPES, models, reason }: Calls['access.request']['params'],
  { caller, context, gate, signal }: CallContext,
): Promise<GrantSummary> => {
  const now = gate.grant();
  if (now && scopes.every((scope) => now.scopes.includes(scope))) return summarise(now);
  const hop = gate.hop();
  if (hop.problem && hop.problem.code !== 'not_approved') {
    throw new Refusal(hop.problem.code as Refusal['code'], hop.problem.message);
  }
  if (!context.pairing.grant()) {
    throw new Refusal('no_key', 'Nobody can be asked: Ollama Turnkey is not set up in this browser yet.');
  }
  await gate.ask({ scopes, models: models ?? null, reason: reason ?? null, current: null }, signal);
  const grant = gate.grant();
  if (grant) return summarise(grant);
  const code = context.store.denials.has(caller.id) ? 'denied' : 'not_approved';
  throw new Refusal(code, `The user did not allow the extension ${caller.id} to use Ollama.`);
};

const find = (id: string, { approvals }: CallContext['context']) => {
  const pending = approvals.find(id);
  if (!pending) throw new Refusal('bad_request', 'This question is no longer open.');
  return pending;
};

export const allow = (
  { id, scopes, models, duration }: Calls['approvals.allow']['params'],
  { context }: CallContext,
): GrantSummary => {
  const { store, approvals, now, random } = context;
  const { caller } = find(id, context);
  const lasts = LASTS[duration];
  // What the user decides now replaces what was decided before.
  for (const old of store.grants.forCaller(caller)) if (old.kind === 'approval') store.grants.revoke(old.id);
  const grant = store.grants.create({
    id: newGrantId(random),
    name: caller,
    kind: 'approval',
    caller,
    scopes: scopes.filter((scope) => scope !== 'admin'),
    models,
    expiresAt: lasts === null ? null : now() + lasts,
    parent: null,
    digest: null,
  });
  store.denials.remove(caller);
  store.audit.add({ at: now(), act: 'allowed', subject: caller, detail: grant.id });
  approvals.answer(id, 'allowed');
  return summarise(grant);
};

export const deny = ({ id }: { id: string }, { context }: CallContext): null => {
  const { caller } = find(id, context);
  context.store.denials.add(caller);
  context.store.audit.add({ at: context.now(), act: 'denied', subject: caller });
  context.approvals.answer(id, 'denied');
  return null;
};

export const dismiss = ({ id }: { id: string }, { context }: CallContext): null => {
  context.approvals.answer(id, 'dismissed');
  return null;
};
