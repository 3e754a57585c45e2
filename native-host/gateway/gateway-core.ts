import type { ModelCatalog } from '../relay/model-catalog.ts';
import type { Relay } from '../relay/relay.ts';
import type { Store } from '../store/open-store.ts';
import type { BodyBudget } from './body-budget.ts';
import type { Faults } from './faults.ts';
import type { Limiter } from './limiter.ts';
import type { RequestObserver } from './request-observer.ts';
import type { Revocations } from './revocations.ts';
import type { UsageWriter } from './usage-writer.ts';

/** What every request of one gateway shares. */
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
