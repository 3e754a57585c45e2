import type { Handler } from '../call.ts';
import { generateAs } from '../generation/generate.ts';
import type { GenerationRequest, Part } from '../generation/part.ts';
import { nativeDialect, toRecord } from './native-dialect.ts';
import { readBody } from './read-body.ts';

/** The body of `/api/generate`. */
interface GenerateRequest extends Omit<GenerationRequest, 'tools'> {
  readonly raw: boolean;
}

/** The context: one number per token read and generated. The values have no meaning. */
const contextOf = ({ done }: Part): object => {
  const { prompt_eval_count = 0, eval_count = 0 } = done?.metrics ?? {};
  return { context: Array.from({ length: prompt_eval_count + eval_count }, (_, index) => index + 1) };
};

/** POST /api/generate */
export const generate: Handler = (call) => {
  const { model = '', prompt = '', raw, ...rest } = readBody<GenerateRequest>(call);
  const dialect = nativeDialect((part: Part) => {
    const last = raw === true ? {} : contextOf(part);
    return toRecord(part, { response: part.content }, last);
  });
  return generateAs(call, dialect, { ...rest, model, prompt, context: prompt });
};
