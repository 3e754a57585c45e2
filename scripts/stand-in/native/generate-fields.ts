import type { Bound } from '../go/bind.ts';
import { goAny, goBool, goImage, goInt, goKeepAlive, goList, goMap, goString, goThink } from '../go/types.ts';

/** What `/api/generate` reads of a body. */
export const generateFields = {
  model: goString,
  prompt: goString,
  suffix: goString,
  system: goString,
  template: goString,
  context: goList('[]int', goInt),
  stream: goBool,
  raw: goBool,
  format: goAny,
  keep_alive: goKeepAlive,
  images: goList('[]api.ImageData', goImage),
  options: goMap,
  think: goThink,
  logprobs: goBool,
  top_logprobs: goInt,
};

export type GenerateRequest = Bound<typeof generateFields>;
