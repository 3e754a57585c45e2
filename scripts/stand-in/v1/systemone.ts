import { ApiError } from '../api-error.ts';
import type { Handler } from '../call.ts';
import { toTokens } from '../generation/tokens.ts';
import { findModel, requireCapability } from '../models/find-model.ts';
import type { KeepAlive } from '../models/loaded-models.ts';
import { isCloudName } from '../models/model-name.ts';
import { isBase64, readBody } from '../native/read-body.ts';

type Question = Readonly<{ type?: unknown; criteria?: unknown }>;
/** The body of `/v1/systemone`. */
interface DecisionRequest {
  readonly model: string;
  readonly state: unknown;
  readonly questions: Readonly<Record<string, Question>>;
  readonly images: readonly string[];
  readonly videos: unknown;
  readonly keep_alive: KeepAlive;
}

/** Limits in bytes: of a body, and of its texts. */
const MAX_BODY = 32 * 1024 * 1024;
const MAX_TEXT = 64 * 1024;
const MAX_QUESTIONS = 64;
const MAX_CRITERIA = 26;
/** The probability of the first answer. The others share the rest. */
const SURE = 0.9;

const refuse = (status: number, message: string): ApiError => new ApiError(status, message);

const share = (names: readonly string[]): Record<string, number> => {
  if (names.length < 2 || names.length > MAX_CRITERIA) throw refuse(400, 'between 2 and 26 criteria');
  const rest = (1 - SURE) / (names.length - 1);
  return Object.fromEntries(names.map((name, index) => [name, index === 0 ? SURE : rest]));
};

/** Answers a question with the first of its options. */
const answer = ({ type, criteria }: Question): unknown => {
  if (type === 'noul') return { type, noul: SURE };
  if (type !== 'choice' && type !== 'score') throw refuse(400, 'unknown type of question');
  // The levels of a score are a list. Each is named by its index.
  const probabilities = share(Object.keys(Object(criteria)));
  const names = Object.entries(probabilities);
  if (type === 'choice') return { type, choice: names[0]?.[0], probabilities, confidence: SURE };
  const score = names.reduce((sum, [level, chance]) => sum + Number(level) * chance, 0);
  return { type, score, probabilities, confidence: SURE };
};

/**
 * POST /v1/systemone of Ollama 0.35: answers without generating text. Refuses the same requests with the same statuses
 * as Ollama (docs/guide/capabilities/decision.mdx at 266790c and its server tests); the error messages differ.
 */
export const systemone: Handler = async (call) => {
  const size = call.request.body.length;
  if (size > MAX_BODY) throw refuse(413, 'request body too large');
  const request = readBody<DecisionRequest>(call);
  const { model: raw = '', state, questions = {}, images, videos, keep_alive: keepAlive } = request;
  const imageSize = images === undefined ? 0 : JSON.stringify(images).length;
  if (size - imageSize > MAX_TEXT) throw refuse(413, 'request body too large');
  if (isCloudName(raw)) throw refuse(400, 'cloud models are not supported');
  if (images?.every(isBase64) === false) throw refuse(400, 'illegal base64 data');
  const model = findModel(call.state.models, raw);
  requireCapability(model, 'decision');
  if (videos !== undefined) throw refuse(400, 'videos are not supported');
  if (images !== undefined) requireCapability(model, 'vision');
  const count = Object.keys(questions).length;
  if (count === 0 || count > MAX_QUESTIONS) throw refuse(400, `between 1 and ${MAX_QUESTIONS} questions`);
  const answers = Object.fromEntries(
    Object.entries(questions).map(([id, each]) => [id, answer(Object(each))]),
  );
  await call.state.loaded.load(model, keepAlive, call.reply.gone);
  const tokens = toTokens(JSON.stringify([state ?? null, questions])).length;
  call.reply.json({ model: raw, answers, usage: { input_tokens: tokens, output_tokens: 0 } });
};
