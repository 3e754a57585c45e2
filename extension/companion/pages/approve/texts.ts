/** What the approval window says beyond its markup. */
export const TEXTS = {
  allModels: 'All models on this computer',
  pickScope: 'Tick at least one thing that it may do.',
  pickModel: 'Tick at least one model.',
} as const;
