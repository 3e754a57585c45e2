import type { Call } from '../call.ts';
import { refusal } from '../recorded/replay.ts';
import type { Logprob, Metrics, Part } from './part.ts';
import { createRhythm } from './rhythm.ts';
import { structuredAnswer } from './structured.ts';
import { toTokens } from './tokens.ts';
import type { ToolCall } from './tool-call.ts';

/** What the model is asked for. */
export interface Task {
  /** The name of the model as the request has it. */
  readonly model: string;
  readonly prompt: string;
  /** All that the model reads. */
  readonly context: string;
  readonly options?: Readonly<Record<string, unknown>> | undefined;
  readonly format?: unknown;
  /** Instead of a text. */
  readonly toolCall?: ToolCall | undefined;
  /** How many probabilities to show with each token; undefined shows none. */
  readonly logprobs: number | undefined;
  /** `performance.now()` at the start of the request. */
  readonly startedAt: number;
}

type Piece = Omit<Part, 'model' | 'done'>;

/** A tool call counts as this many tokens, all sent as one part. */
const TOOL_CALL_TOKENS = 28;

/** Refuses options of the wrong type. Unknown names are ignored. */
export const checkOptions = (options: Readonly<Record<string, unknown>> = {}): void => {
  const wrong = Object.entries(options).find(([name, value]) => name !== 'stop' && typeof value === 'string');
  if (wrong !== undefined) throw refusal('generate-bad-options', { num_ctx: wrong[0] });
};

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

const toPieces = (task: Task, answer: string | ((prompt: string) => string)): readonly Piece[] => {
  if (task.toolCall) return [{ content: '', toolCalls: [task.toolCall] }];
  const said = typeof answer === 'string' ? answer : answer(task.prompt);
  const text = beforeStop(structuredAnswer(task.format) ?? said, task.options?.['stop']);
  return toTokens(text).map((token): Piece => {
    const { logprobs: top } = task;
    return { content: token, ...(top !== undefined && { logprobs: [logprobOf(token, top)] }) };
  });
};

/** Answers token by token: at the set rate, through the gate of a test, up to a failure that a test wants. */
export async function* runModel(call: Call, task: Task): AsyncGenerator<Part> {
  const { model, startedAt } = task;
  const { beat, checkpoint } = createRhythm(call);
  const loadedAt = performance.now();
  const limit = Number(task.options?.['num_predict'] ?? 0);
  const all = toPieces(task, call.state.options.answer);
  const isCut = limit > 0 && all.length >= limit;
  const pieces = isCut ? all.slice(0, limit) : all;
  for (const [sent, piece] of pieces.entries()) {
    await beat(sent);
    yield { model, ...piece };
  }
  await checkpoint(pieces.length);
  // Ollama leaves out a field that is 0.
  const span = (from: number, to: number): number => Math.max(1, Math.round((to - from) * 1e6));
  const now = performance.now();
  const tokens = pieces.length + (task.toolCall ? TOOL_CALL_TOKENS - 1 : 0);
  const metrics: Metrics = {
    total_duration: span(startedAt, now),
    load_duration: span(startedAt, loadedAt),
    prompt_eval_count: Math.max(1, toTokens(task.context).length),
    prompt_eval_duration: span(loadedAt, now),
    eval_count: isCut ? tokens : tokens + 1,
    eval_duration: span(loadedAt, now),
  };
  yield { model, content: '', done: { reason: isCut ? 'length' : 'stop', metrics } };
}
