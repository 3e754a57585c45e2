import type { Plan, Plans } from './controls/plans.ts';
import type { LoggedRequest } from './controls/request-log.ts';
import type { Watch } from './controls/watch.ts';
import type { Reply } from './http/reply.ts';
import type { LoadedModels } from './models/loaded-models.ts';
import type { ModelStore } from './models/model-store.ts';
import type { ResolvedOptions } from './options.ts';

/** What one stand-in knows between requests. */
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

/** One request on its way through the stand-in. */
export interface Call {
  readonly state: State;
  readonly request: LoggedRequest;
  readonly params: Readonly<Record<string, string>>;
  readonly reply: Reply;
  readonly plan: Plan;
}

/** What a route does. An ApiError that it throws is sent as the answer. */
export type Handler = (call: Call) => Promise<void> | void;
