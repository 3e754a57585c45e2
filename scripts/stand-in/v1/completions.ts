import type { Handler } from '../call.ts';
import { answerGeneration } from '../generation/count.ts';
import { goAny, goBool, goFloat, goInt, goString, goStruct } from '../go/types.ts';
import type { Dialect } from '../http/answer.ts';
import { answerGenerate, type GenerateRecord } from '../native/generate-answer.ts';
import { cloudFirst } from './cloud-first.ts';
import { emptyGenerateRecord } from './empty-record.ts';
import { shortId, unixSeconds } from './ids.ts';
import { bindOpenAi, jsonLine, translateError } from './openai-error.ts';
import { DONE, data } from './sse.ts';
import { toStops } from './stops.ts';
import { usageOf } from './usage.ts';

const fields = {
  model: goString,
  prompt: goString,
  suffix: goString,
  stream: goBool,
  stream_options: goStruct('openai.StreamOptions', { include_usage: goBool }),
  max_tokens: goInt,
  seed: goInt,
  stop: goAny,
  temperature: goFloat,
  top_p: goFloat,
};

/** POST /v1/completions */
export const completions: Handler = cloudFirst((call) => {
  const request = bindOpenAi(call, 'CompletionRequest', fields);
  const { model = '', prompt = '', stream = false, max_tokens: limit, stop } = request;
  const options = { ...(limit === undefined ? {} : { num_predict: limit }), stop: toStops(stop) };
  const dialect = textDialect(request.stream_options?.include_usage ?? false);
  return answerGeneration(call, dialect, () => answerGenerate(call, { model, prompt, stream, options }));
});

function textDialect(includeUsage: boolean): Dialect<GenerateRecord> {
  const id = shortId('cmpl');
  const object = 'text_completion';
  const system_fingerprint = 'fp_ollama';
  const choiceOf = (record: GenerateRecord): object => ({
    text: record.response,
    index: 0,
    finish_reason: record.done_reason ?? null,
  });

  const toChunk = (record: GenerateRecord): string => {
    const chunk = (choices: readonly object[], usage: unknown): string =>
      data({
        id,
        object,
        created: unixSeconds(),
        choices,
        model: record.model,
        system_fingerprint,
        ...(includeUsage ? { usage } : {}),
      });
    const first = chunk([choiceOf(record)], usageOf({}));
    if (!record.done) return first;
    return first + (includeUsage ? chunk([], usageOf(record)) : '') + DONE;
  };

  return {
    streamType: 'text/event-stream',
    one: (record) =>
      jsonLine({
        id,
        object,
        created: unixSeconds(record.created_at),
        model: record.model,
        system_fingerprint,
        choices: [choiceOf(record)],
        usage: usageOf(record),
      }),
    chunk: toChunk,
    error: translateError,
    failure: () => toChunk(emptyGenerateRecord),
  };
}
