import type { Caller } from '../../shared/access/caller.ts';
import { PROTOCOL, type VersionRange } from '../../shared/protocol/version.ts';
import { VERSION } from '../../shared/version.ts';
import { type Approvals, createApprovals } from '../approvals/approvals.ts';
import { createClaims } from '../approvals/claims.ts';
import { PROMPT_PERIOD_MS } from '../approvals/prompt-limits.ts';
import { createGateway } from '../gateway/gateway.ts';
import { createPairing, type Pairing } from '../grants/pairing.ts';
import { newGrantId } from '../grants/secret.ts';
import { createOllamaProbe } from '../relay/ollama-probe.ts';
import type { Relay } from '../relay/relay.ts';
import type { CallHost, HostUpstream } from '../rpc/call-context.ts';
import { createOverviews } from '../rpc/overviews.ts';
import { runCall } from '../rpc/run-call.ts';
import { type Connection, createConnection } from '../session/connection.ts';
import type { Outbox } from '../session/outbox.ts';
import type { Store } from '../store/contract.ts';

interface Options {
  readonly caller: Caller;
  readonly store: Store;
  readonly relay: Relay;
  readonly upstream: HostUpstream;
  readonly outbox: Outbox;
  random(bytes: number): Uint8Array;
  /** @default the versions of this build */
  readonly protocol?: VersionRange;
  /** Runs the checks of `doctor`. @default no checks */
  readonly checkUp?: CallHost['checkUp'];
  /** Milliseconds that usage may wait before it is written. @default 0 */
  readonly countWait?: number;
}

/** The host of one browser profile, without stdin and stdout. */
export interface Host {
  readonly connection: Connection;
  readonly approvals: Approvals;
  readonly pairing: Pairing;
  /** Ends all sessions, and writes outstanding usage. Does not close the store and the relay. */
  close(): void;
}

/** Composes the host from a store, a relay and an outbox. */
export const openHost = (options: Options): Host => {
  const { caller, store, relay, upstream, outbox, random, protocol = PROTOCOL, countWait = 0 } = options;
  const { checkUp = async () => ({ schema: 1, checks: [] }) } = options;
  const overviews = createOverviews({
    listen: store.onChange,
    read: async () => ({
      waiting: approvals.list().length,
      running: gateway.running.count,
      paused: await store.pause.get(),
      paired: (await pairing.grant()) !== null,
    }),
  });
  const gateway = createGateway({
    ...{ store, relay, now: Date.now, countWait },
    get address() {
      return upstream.address;
    },
    onRunning: overviews.changed,
    faults: {
      failed: () => overviews.noteOllama(false),
      worked: () => overviews.noteOllama(true),
    },
  });
  const pairing = createPairing(store, Date.now);
  const claims = createClaims();
  const approvals = createApprovals({
    now: Date.now,
    newId: () => newGrantId(random),
    nameOf: claims.nameOf,
    show: (pending) => connection.notify('approval', pending),
    changed: overviews.changed,
    // If the store fails, the approvals still limit prompts by their count in memory.
    unanswered: (from) => void store.dismissals.note(from, PROMPT_PERIOD_MS).catch(() => {}),
  });
  const probe = createOllamaProbe(relay, Date.now, (probed) => overviews.noteOllama('version' in probed));
  const connection = createConnection({
    caller,
    outbox,
    context: {
      ...{
        version: VERSION,
        protocol,
        upstream,
        store,
        gateway,
        approvals,
        claims,
        pairing,
        runCall,
        random,
      },
      ...{ overviews, probe, checkUp },
      prepare: gateway.prepare,
      now: Date.now,
    },
  });
  return {
    connection,
    approvals,
    pairing,
    close() {
      connection.close();
      void gateway.close();
    },
  };
};
