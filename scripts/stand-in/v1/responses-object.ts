import type { Part } from '../generation/part.ts';
import type { Tool } from '../generation/tool-call.ts';
import { recordedJson } from '../recorded/replay.ts';
import { usageOf } from './openai.ts';

/** One thing of the input. */
export interface Item {
  readonly type?: string;
  readonly role?: string;
  readonly content?: unknown;
  readonly output?: unknown;
}
/** The body of `/v1/responses`. */
export interface ResponsesRequest {
  readonly model: string;
  readonly input: string | readonly Item[];
  readonly instructions: string;
  readonly stream: boolean;
  readonly max_output_tokens: number;
  readonly temperature: number;
  readonly top_p: number;
  readonly reasoning: { readonly effort?: string };
  readonly text: { readonly format?: { readonly type?: string; readonly schema?: unknown } };
  readonly tools: readonly NonNullable<Tool['function']>[];
}

/** What varies in a response from its start to its end. */
export interface ResponseState {
  readonly id: string;
  readonly created_at: number;
  readonly completed_at: number | null;
  readonly status: 'in_progress' | 'completed';
  readonly output: readonly unknown[];
  readonly usage: unknown;
}

const RECORDED = recordedJson('v1-responses');

/** The response object, which repeats what was asked for. */
export const responseObject = (request: Partial<ResponsesRequest>, state: ResponseState): object => {
  const {
    model = '',
    instructions = null,
    tools = [],
    top_p = 1,
    temperature = 1,
    text,
    reasoning,
  } = request;
  return {
    ...RECORDED,
    ...state,
    model,
    instructions,
    tools,
    text: { format: text?.format ?? { type: 'text' } },
    top_p,
    temperature,
    reasoning: reasoning ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
  };
};

/** What a response cost. */
export const responseUsage = ({ done }: Part): unknown => {
  const { prompt_tokens, completion_tokens, total_tokens } = usageOf(done?.metrics);
  return {
    input_tokens: prompt_tokens,
    output_tokens: completion_tokens,
    total_tokens,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens_details: { reasoning_tokens: 0 },
  };
};

/** The part of a message that is its text. */
export const textPart = (text: string): unknown => ({
  type: 'output_text',
  text,
  annotations: [],
  logprobs: [],
});

export const messageItem = (
  id: string,
  status: ResponseState['status'],
  content: readonly unknown[],
): object => ({ id, type: 'message', status, role: 'assistant', content });

export const reasoningItem = (id: string, text: string): object => ({
  id,
  type: 'reasoning',
  summary: [{ type: 'summary_text', text }],
  encrypted_content: text,
});
