export { type Ability, type ListOptions, listModels, type Model } from './models/list-models.ts';
export { type PullOptions, type PullProgress, pullModel } from './models/pull-model.ts';
