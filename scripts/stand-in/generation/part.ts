import type { KeepAlive } from '../models/loaded-models.ts';
import type { Tool, ToolCall } from './tool-call.ts';

/** The common form of the requests of all routes that generate text. */
export interface GenerationRequest {
  readonly model: string;
  readonly prompt: string;
  /** The text that the model reads. If it is empty, the model is only loaded or unloaded. */
  readonly context: string;
  readonly stream?: boolean;
  readonly keep_alive?: KeepAlive | undefined;
  readonly options?: Readonly<Record<string, unknown>> | undefined;
  readonly format?: unknown;
  readonly think?: unknown;
  readonly tools?: readonly Tool[] | undefined;
  /** The route cannot represent a tool call, so the model answers with a text. */
  readonly textOnly?: boolean;
  readonly logprobs?: boolean | undefined;
  readonly top_logprobs?: number | undefined;
}

/** The probability of a token, in the format of `logprobs`. */
export interface Logprob {
  readonly token: string;
  readonly logprob: number;
  readonly bytes: readonly number[];
  readonly top_logprobs?: readonly Logprob[];
}

/** The counts in the last part of an answer. Durations are in nanoseconds. */
export type Metrics = Readonly<
  Record<`${'total' | 'load' | 'prompt_eval' | 'eval'}_duration` | `${'prompt_eval' | 'eval'}_count`, number>
>;

/** A part of an answer, before a route formats it. */
export interface Part {
  readonly model: string;
  readonly content: string;
  readonly toolCalls?: readonly ToolCall[];
  readonly logprobs?: readonly Logprob[];
  /** Only in the last part. */
  readonly done?: { readonly reason: string; readonly metrics?: Metrics };
}

/** The part that a `/v1` route gets instead of an error in the middle of a stream. */
export const EMPTY_PART: Part = { model: '', content: '' };

/** Nanoseconds between two times of `performance.now()`. At least 1, since Ollama omits a field that is 0. */
export const span = (from: number, to = performance.now()): number =>
  Math.max(1, Math.round((to - from) * 1e6));
