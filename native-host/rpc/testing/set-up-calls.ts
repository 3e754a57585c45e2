import { randomBytes } from 'node:crypto';
import type { Caller } from '../../../shared/access/caller.ts';
import { OWNER_SCOPES } from '../../../shared/access/scopes.ts';
import { COMPANION_ID_CHROMIUM } from '../../../shared/identity.ts';
import { createApprovals } from '../../approvals/approvals.ts';
import { createClaims } from '../../approvals/claims.ts';
import { createRunningRequests } from '../../gateway/running-requests.ts';
import { createKey } from '../../grants/issue.ts';
import { createPairing } from '../../grants/pairing.ts';
import type { Probed } from '../../relay/ollama-probe.ts';
import { createSessionAuthorizer } from '../../session/session-authorizer.ts';
import type { HostContext } from '../../session/session-core.ts';
import { temporaryStore } from '../../store/testing/temporary-store.ts';
import { createOverviews } from '../overviews.ts';
import { runCall } from '../run-call.ts';
import { fakeUpstream } from './fake-upstream.ts';

export const EXTENSION: Caller = { id: 'a'.repeat(32), page: true, own: false };
export const COMPANION: Caller = { id: COMPANION_ID_CHROMIUM, page: true, own: true };

/** Answers calls with a real store and real prompts. `ollama.probed` is the state of Ollama. */
export const setUpCalls = () => {
  const clock = { now: 1_000 };
  const now = () => clock.now;
  const store = temporaryStore(clock);
  const ollama: { probed: Probed } = { probed: { version: '0.35.0' } };
  const claims = createClaims();
  const upstream = fakeUpstream();
  let prompts = 0;
  const context: HostContext = {
    ...{ version: '1.2.3', store, now, random: randomBytes, runCall, upstream },
    pairing: createPairing(store, now),
    claims,
    approvals: createApprovals({
      now,
      newId: () => `prompt-${++prompts}`,
      nameOf: claims.nameOf,
      show: () => {},
    }),
    probe: { look: async () => ollama.probed },
    gateway: { counted: async () => {}, moved: () => {}, running: createRunningRequests() },
    overviews: createOverviews({
      listen: store.onChange,
      read: async () => ({
        ...{ waiting: context.approvals.list().length, running: 0 },
        paused: await store.pause.get(),
        paired: (await context.pairing.grant()) !== null,
      }),
    }),
  } as unknown as HostContext;

  const call = (
    name: string,
    params?: Record<string, unknown>,
    caller = COMPANION,
    signal = new AbortController().signal,
  ) =>
    runCall(
      { type: 'call', id: 1, name, params },
      { caller, context, authorizer: createSessionAuthorizer({ caller, context, credential: {} }), signal },
    );

  /** Pairs the companion, and resolves with the owner key that it used. */
  const pair = async () => {
    const key = { name: 'Owner', caller: null, scopes: OWNER_SCOPES, models: null, expiresAt: null } as const;
    const { text, grant } = await createKey(key, context);
    await call('pair', { key: text });
    return { key: text, id: grant.id };
  };

  /** Opens a prompt for the extension. Resolves with its id, and with what the extension is answered. */
  const ask = (scopes: readonly string[] = ['read', 'infer']) => {
    const answer = call('access.request', { scopes }, EXTENSION);
    return { answer, opened: () => context.approvals.list()[0]?.id };
  };

  return { clock, store, context, ollama, upstream, call, pair, ask };
};
