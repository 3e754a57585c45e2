import type { ToolCall } from './tool-call.ts';

/** The probability of a token, as `logprobs` shows it. */
export interface Logprob {
  readonly token: string;
  readonly logprob: number;
  readonly bytes: readonly number[];
  readonly top_logprobs?: readonly Logprob[];
}

/** What the last part of an answer counts; durations in nanoseconds. */
export interface Metrics {
  readonly total_duration: number;
  readonly load_duration: number;
  readonly prompt_eval_count: number;
  readonly prompt_eval_duration: number;
  readonly eval_count: number;
  readonly eval_duration: number;
}

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

/** Joins all parts to the one that an answer without streaming shows. */
export const joinParts = async (parts: AsyncIterable<Part>): Promise<Part> => {
  let joined = EMPTY_PART;
  for await (const part of parts) {
    const { content, toolCalls, logprobs } = part;
    joined = {
      ...joined,
      ...part,
      content: joined.content + content,
      ...(toolCalls && { toolCalls: [...(joined.toolCalls ?? []), ...toolCalls] }),
      ...(logprobs && { logprobs: [...(joined.logprobs ?? []), ...logprobs] }),
    };
  }
  return joined;
};
