import { ApiError } from '../api-error.ts';
import type { Call, Handler } from '../call.ts';
import { normalise, toNumbers, embed as vectorOf } from '../generation/embedding.ts';
import { span } from '../generation/part.ts';
import { toTokens } from '../generation/tokens.ts';
import { findModel } from '../models/find-model.ts';
import type { KeepAlive } from '../models/loaded-models.ts';
import { readBody } from './read-body.ts';

/** The body of `/api/embed`, and of the older `/api/embeddings` with its `prompt`. */
export interface EmbedRequest {
  readonly model: string;
  readonly input: unknown;
  readonly prompt: string;
  readonly dimensions: number;
  readonly keep_alive: KeepAlive;
}

/** The old route does not normalize its vectors. */
const OLD_SCALE = 4;

const load = ({ state, reply }: Call, { model = '', keep_alive }: Partial<EmbedRequest>): Promise<void> =>
  state.loaded.load(findModel(state.models, model, 'embed-missing-model'), keep_alive, reply.gone);

/** Embeds texts for `/api/embed` and `/v1/embeddings`. Without input, there are no counts. */
export const embedAll = async (call: Call, request: Partial<EmbedRequest>) => {
  const startedAt = performance.now();
  const inputs: readonly unknown[] = [request.input || []].flat();
  if (!inputs.every((each) => typeof each === 'string')) throw new ApiError(400, 'invalid input type');
  await load(call, request);
  const load_duration = span(startedAt);
  const vectors = inputs.map((each) => normalise(vectorOf(each), request.dimensions ?? 0));
  const prompt_eval_count = toTokens(inputs.join('\n')).length;
  const metrics = { total_duration: span(startedAt), load_duration, prompt_eval_count };
  return { model: request.model, vectors, metrics: inputs.length === 0 ? undefined : metrics };
};

/** POST /api/embed */
export const embed: Handler = async (call) => {
  const { model, vectors, metrics } = await embedAll(call, readBody(call));
  call.reply.json({ model, embeddings: vectors.map(toNumbers), ...metrics });
};

/** POST /api/embeddings */
export const embeddings: Handler = async (call) => {
  const request = readBody<EmbedRequest>(call);
  await load(call, request);
  const vector = vectorOf(request.prompt ?? '').map((value) => value * OLD_SCALE);
  call.reply.json({ embedding: request.prompt ? Array.from(vector) : [] });
};
