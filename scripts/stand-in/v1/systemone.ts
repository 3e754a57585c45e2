import type { Handler } from '../call.ts';
import { findModel, notFound, refuseRemote, requireCapability } from '../generation/schedule.ts';
import { toTokens } from '../generation/tokens.ts';
import { goAny, goImage, goKeepAlive, goList, goMap, goString } from '../go/types.ts';
import { ApiError } from '../http/api-error.ts';
import { bindBody } from '../http/bind-body.ts';
import { isCloudName } from '../models/model-ref.ts';
import { answersTo } from './systemone-answers.ts';

const fields = {
  model: goString,
  state: goAny,
  questions: goMap,
  images: goList('[]api.ImageData', goImage),
  videos: goAny,
  keep_alive: goKeepAlive,
};

/** Bytes of a body, and of what it holds beside its images. */
const MAX_BODY = 32 * 1024 * 1024;
const MAX_TEXT = 64 * 1024;
const MAX_QUESTIONS = 64;

/**
 * POST /v1/systemone of Ollama 0.35: answers without generating text. What it refuses and with which status is that
 * of Ollama (docs/guide/capabilities/decision.mdx at 266790c and its server tests); the words are the stand-in's own.
 */
export const systemone: Handler = async (call) => {
  if (call.body.length > MAX_BODY) throw new ApiError(413, 'request body too large');
  const request = bindBody(call, 'SystemOneRequest', fields);
  const { model: raw = '', state, questions = {}, keep_alive: keepAlive } = request;
  if (textLength(call.body) > MAX_TEXT) throw new ApiError(413, 'request body too large');
  if (isCloudName(raw)) throw new ApiError(400, 'cloud models are not supported');
  const model = findModel(call, raw, { missing: [400, 'model is required'], unknown: notFound(raw) });
  refuseRemote(model);
  requireCapability(model, 'decision');
  if (request.videos !== undefined) throw new ApiError(400, 'videos are not supported');
  if (request.images !== undefined) requireCapability(model, 'vision');
  const count = Object.keys(questions).length;
  if (count === 0 || count > MAX_QUESTIONS)
    throw new ApiError(400, `between 1 and ${MAX_QUESTIONS} questions`);
  const answers = answersTo(questions);
  await call.state.loaded.load(model, keepAlive, call.reply.gone);
  const tokens = toTokens(JSON.stringify([state ?? null, questions])).length;
  call.reply.json(200, { model: raw, answers, usage: { input_tokens: tokens, output_tokens: 0 } });
};

/** Bytes of a body but for its images. */
function textLength(body: Buffer): number {
  const { images } = JSON.parse(body.toString()) as { images?: unknown };
  return body.length - (images === undefined ? 0 : JSON.stringify(images).length);
}
