import type { Problem } from '../../shared/errors/problem.ts';
import { MAX_BODIES, MAX_BODY } from '../../shared/protocol/limits.ts';
import { createModelCatalog, type ModelCatalog } from '../relay/model-catalog.ts';
import type { Relay } from '../relay/relay.ts';
import type { ResponseSink, RunningRequest } from '../relay/response-sink.ts';
import type { Store } from '../store/contract.ts';
import { createLimiter, type Limiter } from './admit.ts';
import type { Authorizer } from './authorise.ts';
import { type BodyBudget, createBodyBudget, type GatewayBody } from './body-budget.ts';
import type { LimitPolicy } from './limits/limit-policy.ts';
import type { Remaining } from './limits/quotas.ts';
import type { ModelNames } from './model-names.ts';
import { createUseNotes } from './note-use.ts';
import { createRevocations, type Revocations } from './revocations.ts';
import { runRequest } from './run-request.ts';
import { createRunningRequests, type RunningRequests } from './running-requests.ts';
import { type Faults, NO_FAULTS } from './upstream-fault.ts';
import type { RequestObserver, RequestSource } from './usage/request-record.ts';
import { createUsageWriter, type UsageWriter } from './usage/usage-writer.ts';

/** A request as it arrived over one transport. Nothing in it has been checked. */
export interface GatewayRequest {
  readonly method: string;
  /** With its query, if any. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: GatewayBody;
  /** The end user that a trusted client names, within bounds. @default none */
  readonly account?: string | undefined;
  /** @default it did not come over HTTP */
  readonly source?: RequestSource;
}

/** Receives the response to one client's request. Nothing is called after `end`, `fail`, or an abort by the client. */
export interface ClientSink extends ResponseSink<Problem> {
  /** The user is being asked, which may take minutes. */
  waiting(): void;
  /**
   * Settles once the request may go to Ollama; undefined if it may at once. From then on it counts as started and is never
   * retried.
   */
  begin(): Promise<void> | undefined;
  /** How much of the limits is left, before the response. @default ignored */
  limits?(remaining: readonly Remaining[]): void;
}

/** Authorises, limits, forwards and records requests of every transport. Knows neither frames nor sockets. */
export interface Gateway {
  open(request: GatewayRequest, authorizer: Authorizer, sink: ClientSink): RunningRequest;
  readonly running: RunningRequests;
  /** Settles once the usage of all ended requests is in the store. */
  counted(): Promise<void>;
  /** Prepares for a request that is probably on its way: loads the HTTP client and asks Ollama for its models. */
  prepare(): void;
  /** Discards what is known about Ollama, because another one is used from now on. */
  moved(): void;
  /** Writes outstanding usage, and stops watching permissions and asking Ollama. */
  close(): Promise<void>;
}

/** What all requests of one gateway share. */
export interface GatewayCore {
  readonly store: Store;
  readonly relay: Relay;
  /** Address of Ollama, for messages: as `shownAddress` returns it. */
  readonly address: string;
  /** Memory for request bodies. @default {@link MAX_BODY} for each, {@link MAX_BODIES} for all */
  readonly bodies: BodyBudget;
  /** Receives why Ollama fails. @default none */
  readonly faults: Faults;
  /** @default limits across all processes that share the store */
  readonly limiter: Limiter;
  readonly observer?: RequestObserver;
  /** Other names of models. @default none */
  readonly modelNames?: () => ModelNames | undefined;
  readonly catalog: ModelCatalog;
  readonly revocations: Revocations;
  readonly running: RunningRequests;
  readonly usage: UsageWriter;
  /** Notes the use of a grant, by its id. */
  noteUse(grantId: string): void;
  now(): number;
}

type Options = Pick<GatewayCore, 'store' | 'relay' | 'address' | 'observer' | 'now'> &
  Partial<Pick<GatewayCore, 'bodies' | 'faults' | 'limiter' | 'modelNames'>> & {
    /** How long usage may be collected before it is written, in milliseconds. @default 0: responses wait for the write */
    readonly countWait?: number;
    /** Called when a request starts to be answered and when it has ended. @default nothing */
    readonly onRunning?: () => void;
    /** Limits beside those of the grants. @default none */
    readonly limitPolicy?: () => LimitPolicy;
  };

export const createGateway = ({ countWait, onRunning, limitPolicy, ...options }: Options): Gateway => {
  const { store, relay, now } = options;
  const core: GatewayCore = {
    bodies: createBodyBudget({ each: MAX_BODY, all: MAX_BODIES }),
    faults: NO_FAULTS,
    limiter: createLimiter(store, now, limitPolicy),
    ...options,
    // It may change.
    get address() {
      return options.address;
    },
    catalog: createModelCatalog(relay, now),
    revocations: createRevocations(store),
    running: createRunningRequests(onRunning),
    usage: createUsageWriter(store, countWait, now),
    noteUse: createUseNotes(store, now),
  };
  return {
    open: (request, authorizer, sink) => runRequest(request, authorizer, sink, core),
    running: core.running,
    counted: () => core.usage.write(),
    prepare: () => core.catalog.prepare(),
    moved: () => core.catalog.forget(),
    close() {
      core.catalog.close();
      core.revocations.close();
      return core.usage.write();
    },
  };
};
