import type { Call } from '../call.ts';
import { type Bound, bind } from '../go/bind.ts';
import { GoJsonError } from '../go/json-decode.ts';
import { goAny, goBool, goFloat, goInt, goList, goString, goStruct } from '../go/types.ts';
import { ApiError } from '../http/api-error.ts';
import type { ChatMessage, ChatRequest } from '../native/chat-request.ts';
import { hexId } from './ids.ts';

const messageFields = { role: goString, content: goAny };
const messagesFields = {
  model: goString,
  max_tokens: goInt,
  messages: goList('[]anthropic.MessageParam', goStruct('anthropic.MessageParam', messageFields)),
  system: goAny,
  stream: goBool,
  temperature: goFloat,
  stop_sequences: goList('[]string', goString),
  tools: goList('[]anthropic.Tool', goAny),
  thinking: goStruct('anthropic.ThinkingConfig', { type: goString }),
};
export type MessagesRequest = Bound<typeof messagesFields>;

const TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
  503: 'overloaded_error',
};

/** An error as Anthropic shapes it. */
export function anthropicError(status: number, message: string): unknown {
  return { type: 'error', error: { type: TYPES[status] ?? 'api_error', message }, request_id: hexId('req') };
}

/** Binds and checks the body of `/v1/messages`. */
export function bindMessages(call: Call): MessagesRequest {
  const refuse = (message: string): ApiError => new ApiError(400, message, anthropicError(400, message));
  let request: MessagesRequest;
  try {
    request = bind(call.body, 'MessagesRequest', 'anthropic.MessagesRequest', messagesFields);
  } catch (error) {
    throw error instanceof GoJsonError ? refuse(error.message) : error;
  }
  if ((request.model ?? '') === '') throw refuse('model is required');
  if ((request.max_tokens ?? 0) <= 0) throw refuse('max_tokens is required and must be positive');
  if ((request.messages ?? []).length === 0) throw refuse('messages is required');
  return request;
}

/** Translates it to the body of `/api/chat`. */
export function fromMessages(request: MessagesRequest): ChatRequest {
  const {
    model = '',
    messages = [],
    max_tokens,
    stop_sequences,
    stream = false,
    system,
    thinking,
    tools,
  } = request;
  const think = { enabled: true, disabled: false }[thinking?.type ?? ''];
  return {
    model,
    messages: [...(system === undefined ? [] : [toMessage('system', system)]), ...messages.map(fromMessage)],
    stream,
    options: { num_predict: max_tokens, stop: stop_sequences ?? [] },
    ...(think === undefined ? {} : { think }),
    ...(tools === undefined ? {} : { tools: tools.map(toTool) }),
  };
}

function fromMessage({ role = '', content }: Bound<typeof messageFields>): ChatMessage {
  const isResult = Array.isArray(content) && content.some((block) => block?.type === 'tool_result');
  return toMessage(isResult ? 'tool' : role, content);
}

function toMessage(role: string, content: unknown): ChatMessage {
  if (!Array.isArray(content)) return { role, content: String(content ?? '') };
  const texts = content.map((block: { text?: unknown } | null) =>
    typeof block?.text === 'string' ? block.text : '',
  );
  return { role, content: texts.join('') };
}

function toTool(tool: unknown): Record<string, unknown> {
  const { name, description, input_schema } = (tool ?? {}) as Record<string, unknown>;
  return { type: 'function', function: { name, description, parameters: input_schema } };
}
