import type { Handler } from '../call.ts';
import { answerGeneration } from '../generation/count.ts';
import type { Dialect } from '../http/answer.ts';
import { answerChat, type ChatRecord } from '../native/chat-answer.ts';
import { completionFields, toChatRequest } from './chat-request.ts';
import { cloudFirst } from './cloud-first.ts';
import { emptyChatRecord } from './empty-record.ts';
import { shortId, unixSeconds } from './ids.ts';
import { bindOpenAi, jsonLine, translateError } from './openai-error.ts';
import { toOpenAiToolCalls } from './openai-tool-calls.ts';
import { DONE, data } from './sse.ts';
import { usageOf } from './usage.ts';

/** POST /v1/chat/completions */
export const chatCompletions: Handler = cloudFirst((call) => {
  const request = bindOpenAi(call, 'ChatCompletionRequest', completionFields);
  const chatRequest = toChatRequest(request);
  const dialect = completionDialect(request.stream_options?.include_usage ?? false);
  return answerGeneration(call, dialect, () => answerChat(call, chatRequest));
});

function completionDialect(includeUsage: boolean): Dialect<ChatRecord> {
  const id = shortId('chatcmpl');
  let calledTool = false;

  const head = (object: string, created: number, model: string): object => ({
    id,
    object,
    created,
    model,
    system_fingerprint: 'fp_ollama',
  });

  const toChunk = (record: ChatRecord): string => {
    const message = toMessage({ ...record, message: { ...record.message, role: 'assistant' } });
    if ((record.message.tool_calls ?? []).length > 0) calledTool = true;
    const reason = record.done_reason === undefined ? null : calledTool ? 'tool_calls' : record.done_reason;
    const choice = { index: 0, delta: message, finish_reason: reason, ...logprobsOf(record) };
    const start = head('chat.completion.chunk', unixSeconds(), record.model);
    const chunk = data({ ...start, choices: [choice] });
    if (!record.done) return chunk;
    return chunk + (includeUsage ? data({ ...start, choices: [], usage: usageOf(record) }) : '') + DONE;
  };

  return {
    streamType: 'text/event-stream',
    one: (record) => {
      const reason = record.message.tool_calls === undefined ? (record.done_reason ?? null) : 'tool_calls';
      const choice = { index: 0, message: toMessage(record), finish_reason: reason, ...logprobsOf(record) };
      const start = head('chat.completion', unixSeconds(record.created_at), record.model);
      return jsonLine({ ...start, choices: [choice], usage: usageOf(record) });
    },
    chunk: toChunk,
    error: translateError,
    failure: () => toChunk(emptyChatRecord),
  };
}

function toMessage({ message: { role, content, thinking, tool_calls } }: ChatRecord): object {
  return {
    role,
    content,
    ...(thinking === undefined ? {} : { reasoning: thinking }),
    ...(tool_calls === undefined ? {} : { tool_calls: toOpenAiToolCalls(tool_calls) }),
  };
}

function logprobsOf({ logprobs }: ChatRecord): object {
  return logprobs === undefined ? {} : { logprobs: { content: logprobs } };
}
