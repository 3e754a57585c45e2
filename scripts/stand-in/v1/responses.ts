import type { Handler } from '../call.ts';
import { answerGeneration } from '../generation/count.ts';
import type { Dialect } from '../http/answer.ts';
import { answerChat, type ChatRecord } from '../native/chat-answer.ts';
import { announceEvents } from './announce-events.ts';
import { cloudFirst } from './cloud-first.ts';
import { emptyChatRecord } from './empty-record.ts';
import { longId, unixSeconds } from './ids.ts';
import { bindOpenAi, jsonLine, translateError } from './openai-error.ts';
import { toOpenAiToolCalls } from './openai-tool-calls.ts';
import { createResponsesEvents } from './responses-events.ts';
import { messageItem, reasoningItem, responseObject, responseUsage, textPart } from './responses-object.ts';
import { fromResponses, type ResponsesRequest, responsesFields } from './responses-request.ts';

/** POST /v1/responses */
export const responses: Handler = cloudFirst((call) => {
  const request = bindOpenAi(call, 'ResponsesRequest', responsesFields);
  const chatRequest = fromResponses(request);
  if (request.stream === true) announceEvents(call.reply);
  return answerGeneration(call, responsesDialect(request), () => answerChat(call, chatRequest));
});

function responsesDialect(request: ResponsesRequest): Dialect<ChatRecord> {
  const chunk = createResponsesEvents(request);
  return {
    streamType: 'text/event-stream',
    one: (record) => jsonLine(wholeResponse(request, record)),
    chunk,
    error: translateError,
    failure: () => chunk(emptyChatRecord),
  };
}

function wholeResponse(request: ResponsesRequest, record: ChatRecord): object {
  const id = longId('resp');
  const { content, thinking, tool_calls } = record.message;
  const calls = toOpenAiToolCalls(tool_calls).map((call, index) => ({
    id: `fc_${id}_${index}`,
    type: 'function_call',
    status: 'completed',
    call_id: call.id,
    name: call.function.name,
    arguments: call.function.arguments,
  }));
  return responseObject(request, {
    id,
    createdAt: unixSeconds(record.created_at),
    completedAt: unixSeconds(),
    status: 'completed',
    output: [
      ...(thinking === undefined ? [] : [reasoningItem(`rs_${id}`, thinking)]),
      ...(calls.length > 0 ? calls : [messageItem(longId('msg'), 'completed', [textPart(content)])]),
    ],
    usage: responseUsage(record),
  });
}
