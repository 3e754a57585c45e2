import type { Handler } from '../call.ts';
import { answerGeneration } from '../generation/count.ts';
import { bindBody } from '../http/bind-body.ts';
import { answerGenerate } from './generate-answer.ts';
import { generateFields } from './generate-fields.ts';
import { nativeDialect } from './native-dialect.ts';

/** POST /api/generate */
export const generate: Handler = (call) => {
  const request = bindBody(call, 'GenerateRequest', generateFields);
  return answerGeneration(call, nativeDialect(), () => answerGenerate(call, request));
};
