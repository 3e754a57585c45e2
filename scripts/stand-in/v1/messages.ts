import { randomBytes } from 'node:crypto';
import type { Handler } from '../call.ts';
import { generateAs } from '../generation/generate.ts';
import { EMPTY_PART, type Part } from '../generation/part.ts';
import type { Tool } from '../generation/tool-call.ts';
import { ApiError, type Body } from '../http/api-error.ts';
import type { Dialect } from '../http/write-answer.ts';
import { type ChatMessage, type ChatRequest, toGeneration } from '../native/chat.ts';
import { type Fill, recordedStream, writeEvents } from '../recorded/recorded-stream.ts';
import { recordedText } from '../recorded/replay.ts';
import { announceEvents } from './events.ts';
import { jsonLine, readOpenAi } from './openai.ts';

interface Message {
  readonly role?: string;
  readonly content?: string | readonly { readonly text?: string }[];
}
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
const RECORDED = recordedText('v1-messages');
const STREAM = recordedStream('v1-messages-stream', 'content_block_delta');

const makeId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;

/** An error as Anthropic shapes it. */
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

/** The recorded message and its stream, with the text and the counts of this one. A text only. */
const messageDialect = (model = ''): Dialect<Part> => {
  const id = makeId('msg');
  let started = false;
  const fill =
    ({ content, done }: Part): Fill =>
    (field, recorded) => {
      const values: Readonly<Record<string, unknown>> = {
        id,
        model,
        text: recorded && content,
        stop_reason: done?.reason === 'length' ? 'max_tokens' : 'end_turn',
        input_tokens: done?.metrics?.prompt_eval_count ?? 1,
        output_tokens: done?.metrics?.eval_count ?? 0,
      };
      return Object.hasOwn(values, field) ? values[field] : recorded;
    };
  const piece = (part: Part): string => {
    const before = started ? '' : writeEvents(STREAM.before, fill(part));
    started = true;
    if (part.done) return before + writeEvents(STREAM.after, fill(part));
    return part.content === '' ? before : before + writeEvents(STREAM.piece, fill(part));
  };
  return {
    streamType: 'text/event-stream',
    whole: (part) => jsonLine(JSON.parse(RECORDED, fill(part))),
    piece,
    error: anthropicError,
    failure: () => piece(EMPTY_PART),
  };
};

/** POST /v1/messages */
export const messages: Handler = (call) => {
  const request = readOpenAi<MessagesRequest>(call);
  const chat = toChat(request);
  if (request.stream === true) announceEvents(call.reply);
  return generateAs(call, messageDialect(request.model), { ...toGeneration(chat), textOnly: true });
};
