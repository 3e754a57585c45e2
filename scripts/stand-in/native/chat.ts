import type { Call, Handler } from '../call.ts';
import { type GenerationRequest, generateAs } from '../generation/generate.ts';
import type { Part } from '../generation/part.ts';
import type { Tool } from '../generation/tool-call.ts';
import { readBody } from '../http/read-body.ts';
import type { KeepAlive } from '../models/loaded-models.ts';
import { refusal } from '../recorded/replay.ts';
import { nativeDialect, toRecord } from './native-dialect.ts';

export interface ChatMessage {
  readonly role?: string;
  readonly content?: string;
  readonly images?: readonly string[];
}

/** The body of `/api/chat`, to which every `/v1` route that is a chat is translated. */
export interface ChatRequest {
  readonly model?: string;
  readonly messages?: readonly ChatMessage[];
  readonly stream?: boolean;
  readonly format?: unknown;
  readonly keep_alive?: KeepAlive;
  readonly tools?: readonly Tool[] | undefined;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly think?: unknown;
  readonly logprobs?: boolean | undefined;
  readonly top_logprobs?: number | undefined;
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** What a chat asks of the model: an answer to its last message. */
export const toGeneration = (request: ChatRequest): GenerationRequest => {
  const { model = '', messages = [], keep_alive: keepAlive, tools = [], ...rest } = request;
  const last = messages.at(-1);
  return {
    ...rest,
    model,
    keepAlive,
    prompt: last?.content ?? '',
    context: messages.map(({ role, content }) => `${role} ${content}`).join('\n'),
    tools: last?.role === 'tool' ? [] : tools,
  };
};

const readChat = (call: Call): ChatRequest => {
  const request = readBody<ChatRequest>(call);
  const { messages = [] } = request;
  if (!Array.isArray(messages)) throw refusal('chat-wrong-type');
  const images = messages.flatMap((message: ChatMessage) => message.images ?? []);
  if (!images.every((image) => BASE64.test(image))) throw refusal('chat-bad-image');
  return request;
};

const toChatRecord = (part: Part): object => {
  const { content, toolCalls } = part;
  const tools = toolCalls && { tool_calls: toolCalls };
  return toRecord(part, { message: { role: 'assistant', content, ...tools } });
};

/** POST /api/chat */
export const chat: Handler = (call) =>
  generateAs(call, nativeDialect(toChatRecord), toGeneration(readChat(call)));
