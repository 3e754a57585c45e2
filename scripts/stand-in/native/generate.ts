import type { Handler } from '../call.ts';
import { answerGeneration } from '../generation/count.ts';
import type { Bound } from '../go/bind.ts';
import { goAny, goBool, goImage, goInt, goKeepAlive, goList, goMap, goString, goThink } from '../go/types.ts';
import { bindBody } from '../http/bind-body.ts';
import { answerGenerate } from './generate-answer.ts';
import { nativeDialect } from './native-dialect.ts';

const generateFields = {
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

/** POST /api/generate */
export const generate: Handler = (call) => {
  const request = bindBody(call, 'GenerateRequest', generateFields);
  return answerGeneration(call, nativeDialect(), () => answerGenerate(call, request));
};
