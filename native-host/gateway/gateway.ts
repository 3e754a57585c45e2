import { MAX_BODIES, MAX_BODY } from '../../shared/protocol/limits.ts';
import { createModelCatalog } from '../relay/model-catalog.ts';
import type { Relay } from '../relay/relay.ts';
import type { RunningRequest } from '../relay/response-sink.ts';
import type { Store } from '../store/contract.ts';
import { type BodyBudget, createBodyBudget } from './body-budget.ts';
import { type Faults, NO_FAULTS } from './faults.ts';
import type { Gate } from './gate.ts';
import type { ClientSink, GatewayRequest } from './gateway-request.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import type { GatewayCore } from './request-context.ts';
import type { RequestObserver } from './request-observer.ts';
import { createRevocations } from './revocations.ts';
import { runRequest } from './run-request.ts';
import { createUsageWriter } from './usage/usage-writer.ts';

/** Authorises, limits, forwards and records requests of every transport. Knows neither frames nor sockets. */
export interface Gateway {
  open(request: GatewayRequest, gate: Gate, sink: ClientSink): RunningRequest;
  /** Settles once the usage of all ended requests is in the store. */
  counted(): Promise<void>;
  /** Writes outstanding usage and stops watching permissions. */
  close(): Promise<void>;
}

interface Options {
  readonly store: Store;
  readonly relay: Relay;
  /** Address of Ollama, for messages. */
  readonly address: string;
  now(): number;
  /** @default limits across all processes that share the store */
  readonly limiter?: Limiter;
  readonly observer?: RequestObserver;
  /** Memory for request bodies. @default {@link MAX_BODY} for each, {@link MAX_BODIES} for all */
  readonly bodies?: BodyBudget;
  /** Receives why Ollama fails. @default none */
  readonly faults?: Faults;
  /** How long usage may be collected before it is written, in milliseconds. @default 0: responses wait for the write */
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
