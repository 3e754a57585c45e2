import type { Handler } from '../call.ts';
import { shortest, embed as vectorOf } from '../generation/embedding.ts';
import { findModel, notFoundTryPulling, refuseRemote } from '../generation/schedule.ts';
import { goKeepAlive, goMap, goString } from '../go/types.ts';
import { bindBody } from '../http/bind-body.ts';
import { answerEmbed, embedFields } from './embed-answer.ts';

const embeddingFields = { model: goString, prompt: goString, keep_alive: goKeepAlive, options: goMap };
/** The old route does not bring its vectors to length 1. */
const OLD_SCALE = 4;

/** POST /api/embed */
export const embed: Handler = async (call) => {
  const { model, vectors, metrics } = await answerEmbed(call, bindBody(call, 'EmbedRequest', embedFields));
  call.reply.json(200, { model, embeddings: vectors.map(shortest), ...metrics });
};

/** POST /api/embeddings */
export const embeddings: Handler = async (call) => {
  const { model: raw = '', prompt = '', keep_alive } = bindBody(call, 'EmbeddingRequest', embeddingFields);
  const model = findModel(call, raw, {
    missing: [400, 'model is required'],
    unknown: notFoundTryPulling(raw),
  });
  refuseRemote(model);
  await call.state.loaded.load(model, keep_alive, call.reply.gone);
  const vector = prompt === '' ? [] : Array.from(vectorOf(prompt), (value) => Math.fround(value * OLD_SCALE));
  call.reply.json(200, { embedding: vector });
};
