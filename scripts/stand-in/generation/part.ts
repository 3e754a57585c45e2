import type { KeepAlive } from '../models/loaded-models.ts';
import type { Tool, ToolCall } from './tool-call.ts';

/** What every route that runs a model word by word is translated to. */
export interface GenerationRequest {
  readonly model: string;
  readonly prompt: string;
  /** All that the model reads. If it is empty, the model is only loaded or unloaded. */
  readonly context: string;
  readonly stream?: boolean;
  readonly keep_alive?: KeepAlive | undefined;
  readonly options?: Readonly<Record<string, unknown>> | undefined;
  readonly format?: unknown;
  readonly think?: unknown;
  readonly tools?: readonly Tool[] | undefined;
  /** The route cannot show a call of a tool: the model answers with a text. */
  readonly textOnly?: boolean;
  readonly logprobs?: boolean | undefined;
  readonly top_logprobs?: number | undefined;
}

/** The probability of a token, as `logprobs` shows it. */
export interface Logprob {
  readonly token: string;
  readonly logprob: number;
  readonly bytes: readonly number[];
  readonly top_logprobs?: readonly Logprob[];
}

/** What the last part of an answer counts; durations in nanoseconds. */
export type Metrics = Readonly<
  Record<`${'total' | 'load' | 'prompt_eval' | 'eval'}_duration` | `${'prompt_eval' | 'eval'}_count`, number>
>;

/** A part of an answer, before a route gives it its shape. */
export interface Part {
  readonly model: string;
  readonly content: string;
  readonly toolCalls?: readonly ToolCall[];
  readonly logprobs?: readonly Logprob[];
  /** In the last part only. */
  readonly done?: { readonly reason: string; readonly metrics?: Metrics };
}

/** What a `/v1` route sees in place of an error in the middle of a stream. */
export const EMPTY_PART: Part = { model: '', content: '' };

/** Nanoseconds between two times of `performance.now()`; at least 1, since Ollama leaves out a field that is 0. */
export const span = (from: number, to = performance.now()): number =>
  Math.max(1, Math.round((to - from) * 1e6));
