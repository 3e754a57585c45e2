import type { ChatRecord } from '../native/chat-answer.ts';
import type { ResponsesRequest } from './responses-request.ts';

/** What varies in a response from its start to its end. */
export interface ResponseState {
  readonly id: string;
  readonly createdAt: number;
  readonly completedAt: number | null;
  readonly status: 'in_progress' | 'completed';
  readonly output: readonly unknown[];
  readonly usage: unknown;
}

/** The response object, which repeats what was asked for. */
export function responseObject(request: ResponsesRequest, state: ResponseState): object {
  const { reasoning } = request;
  const asked = (reasoning?.effort ?? '') !== '' || (reasoning?.summary ?? '') !== '';
  return {
    id: state.id,
    object: 'response',
    created_at: state.createdAt,
    completed_at: state.completedAt,
    status: state.status,
    incomplete_details: null,
    model: request.model ?? '',
    previous_response_id: null,
    instructions: request.instructions || null,
    output: state.output,
    error: null,
    tools: request.tools ?? [],
    tool_choice: 'auto',
    truncation: request.truncation ?? 'disabled',
    parallel_tool_calls: true,
    text: { format: request.text?.format ?? { type: 'text' } },
    top_p: request.top_p ?? 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    top_logprobs: 0,
    temperature: request.temperature ?? 1,
    reasoning: asked ? reasoning : null,
    usage: state.usage,
    max_output_tokens: request.max_output_tokens ?? null,
    max_tool_calls: null,
    store: false,
    background: request.background ?? false,
    service_tier: 'default',
    metadata: {},
    safety_identifier: null,
    prompt_cache_key: null,
  };
}

/** What a response cost. */
export function responseUsage({ prompt_eval_count = 0, eval_count = 0 }: ChatRecord): unknown {
  return {
    input_tokens: prompt_eval_count,
    output_tokens: eval_count,
    total_tokens: prompt_eval_count + eval_count,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens_details: { reasoning_tokens: 0 },
  };
}

/** The part of a message that is its text. */
export function textPart(text: string): unknown {
  return { type: 'output_text', text, annotations: [], logprobs: [] };
}

export function messageItem(
  id: string,
  status: ResponseState['status'],
  content: readonly unknown[],
): object {
  return { id, type: 'message', status, role: 'assistant', content };
}

export function reasoningItem(id: string, text: string): object {
  return { id, type: 'reasoning', summary: [{ type: 'summary_text', text }], encrypted_content: text };
}
