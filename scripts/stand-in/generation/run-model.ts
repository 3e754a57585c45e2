import type { Call } from '../call.ts';
import { createPacing } from './pacing.ts';
import { type GenerationRequest, type Logprob, type Metrics, type Part, span } from './part.ts';
import { structuredAnswer } from './structured.ts';
import { toTokens } from './tokens.ts';
import { callFirstTool } from './tool-call.ts';

/** The number of tokens of a tool call, which is sent as one part. */
const TOOL_CALL_TOKENS = 28;

const logprobOf = (token: string, top: number): Logprob => {
  const one = (text: string, rank: number): Logprob => ({
    token: text,
    logprob: -0.25 - rank,
    bytes: [...Buffer.from(text)],
  });
  const ranked = Array.from({ length: top }, (_, rank) => one(rank === 0 ? token : ` other${rank}`, rank));
  return { ...one(token, 0), ...(top > 0 && { top_logprobs: ranked }) };
};

const beforeStop = (text: string, stop: unknown): string => {
  const words = [stop].flat().filter((word) => typeof word === 'string' && word !== '');
  const ends = words.map((word) => text.indexOf(word as string)).filter((index) => index !== -1);
  return text.slice(0, Math.min(text.length, ...ends));
};

/** The model's output: a tool call, or tokens. */
const toParts = (call: Call, request: GenerationRequest): readonly Part[] => {
  const { model, prompt, format, options, tools = [], logprobs, top_logprobs = 0 } = request;
  const toolCall = request.textOnly === true ? undefined : callFirstTool(tools, prompt);
  if (toolCall !== undefined) return [{ model, content: '', toolCalls: [toolCall] }];
  const { answer } = call.state.options;
  const said = structuredAnswer(format) ?? (typeof answer === 'string' ? answer : answer(prompt));
  return toTokens(beforeStop(said, options?.['stop'])).map((content) => ({
    model,
    content,
    ...(logprobs === true && { logprobs: [logprobOf(content, top_logprobs)] }),
  }));
};

/** Generates an answer token by token, at the given rate. A test may hold it at a gate or make it fail. */
export async function* runModel(
  call: Call,
  request: GenerationRequest,
  startedAt: number,
): AsyncGenerator<Part> {
  const { untilDue, checkpoint } = createPacing(call);
  const loadedAt = performance.now();
  const limit = Number(request.options?.['num_predict'] ?? 0);
  const all = toParts(call, request);
  const isCut = limit > 0 && all.length >= limit;
  const parts = isCut ? all.slice(0, limit) : all;
  for (const [sent, part] of parts.entries()) {
    await untilDue(sent);
    yield part;
  }
  await checkpoint(parts.length);
  const tokens = parts[0]?.toolCalls ? TOOL_CALL_TOKENS : parts.length;
  const metrics: Metrics = {
    total_duration: span(startedAt),
    load_duration: span(startedAt, loadedAt),
    prompt_eval_count: Math.max(1, toTokens(request.context).length),
    prompt_eval_duration: span(loadedAt),
    eval_count: isCut ? tokens : tokens + 1,
    eval_duration: span(loadedAt),
  };
  yield { model: request.model, content: '', done: { reason: isCut ? 'length' : 'stop', metrics } };
}

/** Joins all parts into one, for an answer without streaming. */
export const joinParts = async (parts: AsyncIterable<Part>): Promise<Part> => {
  const all = await Array.fromAsync(parts);
  const toolCalls = all.flatMap((part) => part.toolCalls ?? []);
  const logprobs = all.flatMap((part) => part.logprobs ?? []);
  return {
    model: '',
    ...all.at(-1),
    content: all.map(({ content }) => content).join(''),
    ...(toolCalls.length > 0 && { toolCalls }),
    ...(logprobs.length > 0 && { logprobs }),
  };
};
