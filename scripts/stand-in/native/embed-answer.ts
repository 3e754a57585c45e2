import type { Call } from '../call.ts';
import { embed, normalise } from '../generation/embedding.ts';
import { createMeter } from '../generation/metrics.ts';
import { readModelOptions } from '../generation/model-options.ts';
import { findModel, notFound, notFoundTryPulling, refuseRemote } from '../generation/schedule.ts';
import { toTokens } from '../generation/tokens.ts';
import type { Bound } from '../go/bind.ts';
import { goAny, goBool, goInt, goKeepAlive, goMap, goString } from '../go/types.ts';
import { ApiError } from '../http/api-error.ts';

/** The body of `/api/embed`. */
export const embedFields = {
  model: goString,
  input: goAny,
  keep_alive: goKeepAlive,
  truncate: goBool,
  dimensions: goInt,
  options: goMap,
};
export type EmbedRequest = Bound<typeof embedFields>;

/** What `/api/embed` found; without input there is no count of anything. */
export interface Embedded {
  readonly model: string;
  readonly vectors: readonly Float32Array[];
  readonly metrics?: {
    readonly total_duration: number;
    readonly load_duration: number;
    readonly prompt_eval_count: number;
  };
}

/** Answers an embedding: the core of `/api/embed` and `/v1/embeddings`. */
export async function answerEmbed(call: Call, request: EmbedRequest): Promise<Embedded> {
  const { model: raw = '', dimensions = 0 } = request;
  const meter = createMeter();
  const model = findModel(call, raw, { missing: [404, notFound(raw)], unknown: notFoundTryPulling(raw) });
  const inputs = readInputs(request.input);
  refuseRemote(model);
  readModelOptions(request.options);
  await call.state.loaded.load(model, request.keep_alive, call.reply.gone);
  meter.loaded();
  if (inputs.length === 0) return { model: raw, vectors: [] };
  const vectors = inputs.map((input) => normalise(embed(input), dimensions));
  const tokens = inputs.reduce((sum, input) => sum + toTokens(input).length, 0);
  const { total_duration, load_duration, prompt_eval_count } = meter.finish(tokens, 0);
  return { model: raw, vectors, metrics: { total_duration, load_duration, prompt_eval_count } };
}

function readInputs(input: unknown): string[] {
  if (input === undefined || input === '') return [];
  if (typeof input === 'string') return [input];
  if (Array.isArray(input) && input.every((item) => typeof item === 'string')) return input;
  throw new ApiError(400, 'invalid input type');
}
