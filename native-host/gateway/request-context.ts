import type { Problem } from '../../shared/errors/problem.ts';
import type { ModelCatalog } from '../relay/model-catalog.ts';
import type { Relay } from '../relay/relay.ts';
import type { ResponseSink } from '../relay/response-sink.ts';
import type { Store } from '../store/contract.ts';
import type { BodyBudget } from './body-budget.ts';
import type { Faults } from './faults.ts';
import type { Gate } from './gate.ts';
import type { ClientSink, GatewayRequest } from './gateway-request.ts';
import type { Limiter } from './limiter.ts';
import type { RequestLifetime } from './request-lifetime.ts';
import type { RequestObserver } from './request-observer.ts';
import type { PermissionWatch, Revocations } from './revocations.ts';
import type { RequestRecord } from './usage/request-record.ts';
import type { UsageWriter } from './usage/usage-writer.ts';

/** What all requests of one gateway share. */
export interface GatewayCore {
  readonly store: Store;
  readonly relay: Relay;
  /** Address of Ollama, for messages. */
  readonly address: string;
  readonly bodies: BodyBudget;
  readonly faults: Faults;
  readonly limiter: Limiter;
  readonly catalog: ModelCatalog;
  readonly revocations: Revocations;
  readonly usage: UsageWriter;
  readonly observer: RequestObserver | undefined;
  now(): number;
}

/** What all stages of one request share. */
export interface RequestContext {
  readonly core: GatewayCore;
  readonly request: GatewayRequest;
  readonly gate: Gate;
  /** The client's own sink, for what precedes a response or replaces it. */
  readonly client: ClientSink;
  /** Records the response, ends the request with it, and delivers it to the client. */
  readonly reply: ResponseSink<Problem>;
  readonly record: RequestRecord;
  readonly lifetime: RequestLifetime;
  readonly permissions: PermissionWatch;
}
