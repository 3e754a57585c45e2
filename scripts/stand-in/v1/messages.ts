import { randomBytes } from 'node:crypto';
import { ApiError, type Body } from '../api-error.ts';
import type { Handler } from '../call.ts';
import { generateAs } from '../generation/generate.ts';
import type { Part } from '../generation/part.ts';
import type { Tool } from '../generation/tool-call.ts';
import type { Dialect } from '../http/write-answer.ts';
import { type ChatMessage, type ChatRequest, toGeneration } from '../native/chat.ts';
import { announceEvents } from './events.ts';
import { jsonLine, readOpenAi } from './openai.ts';
import { recordedDialect } from './recorded-dialect.ts';

type Message = Readonly<{ role?: string; content?: string | readonly { text?: string }[] }>;
/** The body of `/v1/messages`. */
interface MessagesRequest {
  readonly model: string;
  readonly max_tokens: number;
  readonly messages: readonly Message[];
  readonly system: Message['content'];
  readonly stream: boolean;
  readonly stop_sequences: readonly string[];
  readonly tools: readonly NonNullable<Tool['function']>[];
}

const TYPES: Readonly<Record<number, string>> = { 400: 'invalid_request_error', 404: 'not_found_error' };

const makeId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;

/** An error in Anthropic's format. */
const anthropicError = (status: number, message: string): Body => {
  const error = { type: TYPES[status] ?? 'api_error', message };
  return jsonLine({ type: 'error', error, request_id: makeId('req') });
};

const refuse = (message: string): ApiError => new ApiError(400, message, anthropicError(400, message));

const toMessage = ({ role = '', content = '' }: Message): ChatMessage => ({
  role,
  content: typeof content === 'string' ? content : content.map(({ text = '' }) => text).join(''),
});

const toChat = (request: Partial<MessagesRequest>): ChatRequest => {
  const { model = '', messages = [], max_tokens = 0, system, stream = false, tools } = request;
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
    tools: tools?.map((tool) => ({ function: tool })),
  };
};

/** The recorded message and its stream, with the text and the counts of this one. Supports text only. */
const messageDialect = (model: string): Dialect<Part> => {
  const id = makeId('msg');
  return recordedDialect({
    whole: 'v1-messages',
    stream: 'v1-messages-stream',
    pieces: 'content_block_delta',
    error: anthropicError,
    values: ({ content, done }, _said, recorded) => ({
      id,
      model,
      text: recorded && content,
      stop_reason: done?.reason === 'length' ? 'max_tokens' : 'end_turn',
      input_tokens: done?.metrics?.prompt_eval_count ?? 1,
      output_tokens: done?.metrics?.eval_count ?? 0,
    }),
  });
};

/** POST /v1/messages */
export const messages: Handler = (call) => {
  const request = readOpenAi<MessagesRequest>(call);
  const chat = toChat(request);
  if (request.stream === true) announceEvents(call.reply);
  return generateAs(call, messageDialect(chat.model), { ...toGeneration(chat), textOnly: true });
};
