import type { Call, Handler } from '../call.ts';
import { generateAs } from '../generation/generate.ts';
import type { GenerationRequest, Part } from '../generation/part.ts';
import { refusal } from '../recorded/replay.ts';
import { nativeDialect, toRecord } from './native-dialect.ts';
import { isBase64, readBody } from './read-body.ts';

export interface ChatMessage {
  readonly role?: string;
  readonly content?: string;
  readonly images?: readonly string[];
}

/** The body of `/api/chat`. The chat routes of `/v1` are translated to it. */
export interface ChatRequest extends Omit<GenerationRequest, 'prompt' | 'context'> {
  readonly messages: readonly ChatMessage[];
}

/** The prompt of a chat: its last message. */
export const toGeneration = ({ messages, ...rest }: ChatRequest): GenerationRequest => {
  const last = messages.at(-1);
  const prompt = last?.content ?? '';
  const context = messages.map(({ role, content }) => `${role} ${content}`).join('\n');
  return { ...rest, prompt, context, ...(last?.role === 'tool' && { tools: [] }) };
};

const readChat = (call: Call): ChatRequest => {
  const { model = '', messages = [], ...rest } = readBody<ChatRequest>(call);
  if (!Array.isArray(messages)) throw refusal('chat-wrong-type');
  const images = messages.flatMap((message: ChatMessage) => message.images ?? []);
  if (!images.every(isBase64)) throw refusal('chat-bad-image');
  return { ...rest, model, messages };
};

const toChatRecord = (part: Part): object => {
  const { content, toolCalls } = part;
  const tools = toolCalls && { tool_calls: toolCalls };
  return toRecord(part, { message: { role: 'assistant', content, ...tools } });
};

/** POST /api/chat */
export const chat: Handler = (call) =>
  generateAs(call, nativeDialect(toChatRecord), toGeneration(readChat(call)));
