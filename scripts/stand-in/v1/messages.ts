import { randomBytes } from 'node:crypto';
import type { Handler } from '../call.ts';
import { generateAs } from '../generation/generate.ts';
import type { Tool } from '../generation/tool-call.ts';
import { ApiError, type Body } from '../http/api-error.ts';
import { type ChatMessage, type ChatRequest, toGeneration } from '../native/chat.ts';
import { messagesDialect } from './messages-dialect.ts';
import { jsonLine, readOpenAi } from './openai.ts';

interface Block {
  readonly type?: string;
  readonly text?: string;
}
interface Message {
  readonly role?: string;
  readonly content?: string | readonly Block[];
}
/** The body of `/v1/messages`. */
export interface MessagesRequest {
  readonly model: string;
  readonly max_tokens: number;
  readonly messages: readonly Message[];
  readonly system: Message['content'];
  readonly stream: boolean;
  readonly stop_sequences: readonly string[];
  readonly tools: readonly { readonly name?: string; readonly input_schema?: object }[];
  readonly thinking: { readonly type?: string };
}

const TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  403: 'permission_error',
  404: 'not_found_error',
};

/** An error as Anthropic shapes it. */
export const anthropicError = (status: number, message: string): Body => {
  const request_id = `req_${randomBytes(12).toString('hex')}`;
  return jsonLine({ type: 'error', error: { type: TYPES[status] ?? 'api_error', message }, request_id });
};

const refuse = (message: string): ApiError => new ApiError(400, message, anthropicError(400, message));

const toMessage = ({ role = '', content = '' }: Message): ChatMessage => {
  if (typeof content === 'string') return { role, content };
  const isResult = content.some(({ type }) => type === 'tool_result');
  return { role: isResult ? 'tool' : role, content: content.map(({ text = '' }) => text).join('') };
};

const toTool = ({ name = '', input_schema }: MessagesRequest['tools'][number]): Tool => ({
  function: { name, ...(input_schema && { parameters: input_schema }) },
});

const toChat = (request: Partial<MessagesRequest>): ChatRequest => {
  const { model = '', messages = [], max_tokens = 0, system, stream = false, tools } = request;
  const think = { enabled: true, disabled: false }[request.thinking?.type ?? ''];
  if (model === '') throw refuse('model is required');
  if (max_tokens <= 0) throw refuse('max_tokens is required and must be positive');
  if (messages.length === 0) throw refuse('messages is required');
  return {
    model,
    messages: [...(system === undefined ? [] : [{ role: 'system', content: system }]), ...messages].map(
      toMessage,
    ),
    stream,
    options: { num_predict: max_tokens, stop: request.stop_sequences },
    think,
    tools: tools?.map(toTool),
  };
};

/** POST /v1/messages */
export const messages: Handler = (call) => {
  const request = readOpenAi<MessagesRequest>(call);
  const chat = toChat(request);
  if (request.stream === true) {
    call.reply.header('Cache-Control', 'no-cache');
    call.reply.header('Connection', 'keep-alive');
  }
  return generateAs(call, messagesDialect(request, anthropicError), {
    ...toGeneration(chat),
    mayThink: true,
  });
};
