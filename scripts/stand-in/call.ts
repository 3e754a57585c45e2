import type { Plan, Plans } from './controls/plans.ts';
import type { LoggedRequest } from './controls/request-log.ts';
import type { Watch } from './controls/watch.ts';
import type { Reply } from './http/reply.ts';
import type { LoadedModels } from './models/loaded-models.ts';
import type { ModelStore } from './models/model-store.ts';
import type { ResolvedOptions } from './options.ts';

/** The state that a stand-in keeps between requests. */
export interface State {
  readonly options: ResolvedOptions;
  readonly models: ModelStore;
  readonly loaded: LoadedModels;
  readonly plans: Plans;
  readonly watch: Watch;
  readonly requests: LoggedRequest[];
  activeRequests: number;
  activeGenerations: number;
  aborted: number;
}

/** One request that the stand-in handles. */
export interface Call {
  readonly state: State;
  readonly request: LoggedRequest;
  readonly params: Readonly<Record<string, string>>;
  readonly reply: Reply;
  readonly plan: Plan;
}

/** Handles a route. An ApiError that it throws becomes the response. */
export type Handler = (call: Call) => Promise<void> | void;
