import type { Call, Handler } from '../call.ts';
import { normalise, toNumbers, embed as vectorOf } from '../generation/embedding.ts';
import { toTokens } from '../generation/tokens.ts';
import { ApiError } from '../http/api-error.ts';
import { readBody } from '../http/read-body.ts';
import { findModel } from '../models/find-model.ts';
import type { KeepAlive } from '../models/loaded-models.ts';

/** The body of `/api/embed`. */
export interface EmbedRequest {
  readonly model: string;
  readonly input: unknown;
  readonly dimensions: number;
  readonly keep_alive: KeepAlive;
}

/** What `/api/embed` found; without input nothing is counted. */
export interface Embedded {
  readonly model: string;
  readonly vectors: readonly Float32Array[];
  readonly metrics?: {
    readonly total_duration: number;
    readonly load_duration: number;
    readonly prompt_eval_count: number;
  };
}

/** The old route does not bring its vectors to length 1. */
const OLD_SCALE = 4;

const loadEmbedder = async (call: Call, raw: string, keepAlive?: KeepAlive): Promise<void> => {
  const model = findModel(call, raw, 'embed-missing-model');
  await call.state.loaded.load(model, keepAlive, call.reply.gone);
};

/** Embeds texts for `/api/embed` and `/v1/embeddings`. */
export const embedAll = async (call: Call, request: Partial<EmbedRequest>): Promise<Embedded> => {
  const { model = '', input = '', dimensions = 0, keep_alive } = request;
  const inputs: readonly unknown[] = input === '' ? [] : [input].flat();
  if (!inputs.every((each) => typeof each === 'string')) throw new ApiError(400, 'invalid input type');
  const startedAt = performance.now();
  await loadEmbedder(call, model, keep_alive);
  if (inputs.length === 0) return { model, vectors: [] };
  const load_duration = Math.max(1, Math.round((performance.now() - startedAt) * 1e6));
  const vectors = inputs.map((each) => normalise(vectorOf(each), dimensions));
  const total_duration = Math.max(1, Math.round((performance.now() - startedAt) * 1e6));
  const prompt_eval_count = toTokens(inputs.join('\n')).length;
  return { model, vectors, metrics: { total_duration, load_duration, prompt_eval_count } };
};

/** POST /api/embed */
export const embed: Handler = async (call) => {
  const { model, vectors, metrics } = await embedAll(call, readBody(call));
  call.reply.json({ model, embeddings: vectors.map(toNumbers), ...metrics });
};

/** POST /api/embeddings */
export const embeddings: Handler = async (call) => {
  const { model = '', prompt = '', keep_alive } = readBody<EmbedRequest & { prompt: string }>(call);
  await loadEmbedder(call, model, keep_alive);
  const vector = vectorOf(prompt).map((value) => value * OLD_SCALE);
  call.reply.json({ embedding: prompt === '' ? [] : Array.from(vector) });
};
