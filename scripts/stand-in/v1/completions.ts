import type { Handler } from '../call.ts';
import { generateAs } from '../generation/generate.ts';
import { EMPTY_PART, type Metrics, type Part } from '../generation/part.ts';
import type { Dialect } from '../http/write-answer.ts';
import { DONE, data } from './events.ts';
import { eventDialect, makeId, readOpenAi, unixSeconds, usageOf } from './openai.ts';

/** The body of `/v1/completions`. */
interface TextRequest {
  readonly model: string;
  readonly prompt: string;
  readonly stream: boolean;
  readonly stream_options: { readonly include_usage?: boolean };
  readonly max_tokens: number;
  readonly stop: unknown;
}

const textDialect = (includeUsage: boolean): Dialect<Part> => {
  const common = { id: makeId('cmpl-', 999), object: 'text_completion' };
  const system_fingerprint = 'fp_ollama';
  const choiceOf = ({ content, done }: Part): object => ({
    text: content,
    index: 0,
    finish_reason: done?.reason ?? null,
  });
  const piece = (part: Part): string => {
    const { model, done } = part;
    const chunk = (choices: readonly object[], metrics?: Metrics): string => {
      const usage = includeUsage ? { usage: usageOf(metrics) } : {};
      return data({ ...common, created: unixSeconds(), choices, model, system_fingerprint, ...usage });
    };
    const last = done && includeUsage ? chunk([], done.metrics) : '';
    return chunk([choiceOf(part)]) + (done ? last + DONE : '');
  };
  const whole = (part: Part): object => ({
    ...common,
    created: unixSeconds(),
    model: part.model,
    system_fingerprint,
    choices: [choiceOf(part)],
    usage: usageOf(part.done?.metrics),
  });
  return eventDialect(whole, piece, () => piece(EMPTY_PART));
};

/** POST /v1/completions */
export const completions: Handler = (call) => {
  const request = readOpenAi<TextRequest>(call);
  const { model = '', prompt = '', stream = false, max_tokens, stop, stream_options } = request;
  const options = { num_predict: max_tokens, stop };
  const dialect = textDialect(stream_options?.include_usage ?? false);
  return generateAs(call, dialect, { model, prompt, context: prompt, stream, options });
};
