import { MAX_BODIES, MAX_BODY } from '../../shared/protocol/limits.ts';
import { createModelCatalog } from '../relay/model-catalog.ts';
import type { Relay } from '../relay/relay.ts';
import type { Store } from '../store/open-store.ts';
import { type BodyBudget, createBodyBudget } from './body-budget.ts';
import { type Faults, NO_FAULTS } from './faults.ts';
import type { Gate } from './gate.ts';
import type { GatewayCall, GatewayRequest, Sink } from './gateway-call.ts';
import type { GatewayCore } from './gateway-core.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import type { RequestObserver } from './request-observer.ts';
import { createRevocations } from './revocations.ts';
import { runRequest } from './run-request.ts';
import { createUsageWriter } from './usage-writer.ts';

/** What lies behind every door: it decides, limits, relays and counts. Of frames and sockets it knows nothing. */
export interface Gateway {
  open(request: GatewayRequest, gate: Gate, sink: Sink): GatewayCall;
  /** Settles when all that has ended until now is counted in the store. */
  counted(): Promise<void>;
  /** Writes what was counted and watches no longer. */
  close(): Promise<void>;
}

interface Options {
  readonly store: Store;
  readonly relay: Relay;
  /** Address of Ollama, for messages. */
  readonly address: string;
  now(): number;
  /** @default limits that hold for all who share the store */
  readonly limiter?: Limiter;
  readonly observer?: RequestObserver;
  /** Memory for the bodies of requests. @default {@link MAX_BODY} for each, {@link MAX_BODIES} for all */
  readonly bodies?: BodyBudget;
  /** Receives why Ollama fails. @default it is dropped */
  readonly faults?: Faults;
  /** Milliseconds that a count may wait before it is written. @default 0: answers wait for it, until the turn is over */
  readonly countWait?: number;
}

export const createGateway = ({
  store,
  relay,
  address,
  now,
  limiter,
  observer,
  bodies = createBodyBudget({ each: MAX_BODY, all: MAX_BODIES }),
  faults = NO_FAULTS,
  countWait,
}: Options): Gateway => {
  const core: GatewayCore = {
    store,
    relay,
    address,
    now,
    observer,
    bodies,
    faults,
    limiter: limiter ?? createLimiter(store, now),
    catalog: createModelCatalog(relay, now),
    revocations: createRevocations(store),
    usage: createUsageWriter(store, countWait),
  };
  return {
    open: (request, gate, sink) => runRequest(request, gate, sink, core),
    counted: () => core.usage.write(),
    close() {
      core.revocations.close();
      return core.usage.write();
    },
  };
};
