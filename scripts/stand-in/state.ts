import { createPlans, type Plans } from './controls/plans.ts';
import type { LoggedRequest } from './controls/request-log.ts';
import type { Watch } from './controls/watch.ts';
import { createWatch } from './controls/watch.ts';
import { createLoadedModels, type LoadedModels } from './models/loaded-models.ts';
import { createModelStore, type ModelStore } from './models/model-store.ts';
import type { ResolvedOptions } from './options.ts';

/** Everything that one stand-in knows between requests. */
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

export function createState(options: ResolvedOptions): State {
  return {
    options,
    models: createModelStore(options.models),
    loaded: createLoadedModels(options.loadDelayMs),
    plans: createPlans(),
    watch: createWatch(),
    requests: [],
    activeRequests: 0,
    activeGenerations: 0,
    aborted: 0,
  };
}
