import type { Handler } from '../call.ts';
import { generateAs } from '../generation/generate.ts';
import { EMPTY_PART, type Part } from '../generation/part.ts';
import type { Dialect } from '../http/write-answer.ts';
import { type ChatMessage, type ChatRequest, toGeneration } from '../native/chat.ts';
import { refusal } from '../recorded/replay.ts';
import { DONE, data } from './events.ts';
import { eventDialect, makeId, readOpenAi, toOpenAiCalls, unixSeconds, usageOf } from './openai.ts';

type Message = Readonly<{ role?: string; content?: unknown }>;
/** The body of `/v1/chat/completions`. */
interface CompletionRequest extends Pick<ChatRequest, 'tools' | 'logprobs' | 'top_logprobs'> {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly stream: boolean;
  readonly stream_options: { readonly include_usage?: boolean };
  readonly max_tokens: number;
  readonly stop: unknown;
  readonly response_format: { readonly type?: string; readonly json_schema?: { readonly schema?: unknown } };
  readonly reasoning_effort: string;
}

/** Ollama treats a message with several parts as several messages. */
const toMessages = ({ role = '', content }: Message): ChatMessage[] => {
  if (typeof content === 'string') return [{ role, content }];
  if (!Array.isArray(content)) return [{ role }];
  return content.map(({ text = '' }: { text?: string }): ChatMessage => ({ role, content: text }));
};

const toChat = (request: Partial<CompletionRequest>): ChatRequest => {
  const { model = '', messages = [], stream = false, max_tokens, stop, reasoning_effort: effort } = request;
  const { response_format: format, tools, logprobs, top_logprobs } = request;
  if (messages.length === 0) throw refusal('v1-chat-no-messages');
  return {
    model,
    messages: messages.flatMap(toMessages),
    stream,
    options: { num_predict: max_tokens, stop },
    format: format?.type === 'json_object' ? 'json' : format?.json_schema?.schema,
    ...(effort !== undefined && { think: effort === 'none' ? false : effort }),
    tools,
    logprobs,
    top_logprobs,
  };
};

const toMessage = ({ content, toolCalls }: Part): object => ({
  role: 'assistant',
  content,
  ...(toolCalls && { tool_calls: toOpenAiCalls(toolCalls) }),
});

const completionDialect = (includeUsage: boolean): Dialect<Part> => {
  const id = makeId('chatcmpl-', 999);
  let calledTool = false;
  const head = (object: string, model: string): object => ({
    id,
    object,
    created: unixSeconds(),
    model,
    system_fingerprint: 'fp_ollama',
  });
  const choice = (part: Part, shape: object): object => {
    calledTool ||= part.toolCalls !== undefined;
    const reason = calledTool ? 'tool_calls' : part.done?.reason;
    const logprobs = part.logprobs && { logprobs: { content: part.logprobs } };
    return { index: 0, ...shape, finish_reason: part.done ? reason : null, ...logprobs };
  };
  const piece = (part: Part): string => {
    const start = head('chat.completion.chunk', part.model);
    const chunk = data({ ...start, choices: [choice(part, { delta: toMessage(part) })] });
    if (!part.done) return chunk;
    const usage = includeUsage ? data({ ...start, choices: [], usage: usageOf(part.done.metrics) }) : '';
    return chunk + usage + DONE;
  };
  const whole = (part: Part): object => ({
    ...head('chat.completion', part.model),
    choices: [choice(part, { message: toMessage(part) })],
    usage: usageOf(part.done?.metrics),
  });
  return eventDialect(whole, piece, () => piece(EMPTY_PART));
};

/** POST /v1/chat/completions */
export const chatCompletions: Handler = (call) => {
  const request = readOpenAi<CompletionRequest>(call);
  const dialect = completionDialect(request.stream_options?.include_usage ?? false);
  return generateAs(call, dialect, toGeneration(toChat(request)));
};
