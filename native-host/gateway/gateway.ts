import { createModelCatalog } from '../relay/model-catalog.ts';
import type { Relay } from '../relay/relay.ts';
import type { Store } from '../store/open-store.ts';
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
}

export const createGateway = ({ store, relay, address, now, limiter, observer }: Options): Gateway => {
  const core: GatewayCore = {
    store,
    relay,
    address,
    now,
    observer,
    limiter: limiter ?? createLimiter(store, now),
    catalog: createModelCatalog(relay, now),
    revocations: createRevocations(store),
    usage: createUsageWriter(store),
  };
  return {
    open: (request, gate, sink) => runRequest(request, gate, sink, core),
    close() {
      core.revocations.close();
      return core.usage.close();
    },
  };
};
