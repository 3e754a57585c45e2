import type { Handler } from '../call.ts';
import { generateAs } from '../generation/generate.ts';
import { EMPTY_PART, type Part } from '../generation/part.ts';
import { type ChatMessage, type ChatRequest, toGeneration } from '../native/chat.ts';
import { eventDialect, makeId, readOpenAi, toOpenAiCalls, unixSeconds } from './openai.ts';
import { createResponsesEvents } from './responses-events.ts';
import {
  type Item,
  messageItem,
  type ResponsesRequest,
  reasoningItem,
  responseObject,
  responseUsage,
  textPart,
} from './responses-object.ts';

const toText = (content: unknown): string => {
  if (!Array.isArray(content)) return typeof content === 'string' ? content : '';
  return content.map((part: { text?: unknown } | null) => part?.text ?? '').join('');
};

const toMessage = ({ type, role = 'user', content, output }: Item): ChatMessage =>
  type === 'function_call_output'
    ? { role: 'tool', content: toText(output) }
    : { role: type === 'function_call' ? 'assistant' : role, content: toText(content) };

const toChat = (request: Partial<ResponsesRequest>): ChatRequest => {
  const { model = '', instructions = '', input = '', stream = false, tools } = request;
  const format = request.text?.format;
  const effort = request.reasoning?.effort ?? '';
  const items = typeof input === 'string' ? [{ content: input }] : input;
  return {
    model,
    messages: [
      ...(instructions === '' ? [] : [{ role: 'system', content: instructions }]),
      ...(input === '' ? [] : items.map(toMessage)),
    ],
    stream,
    options: { num_predict: request.max_output_tokens },
    tools: tools?.map((tool) => ({ function: tool })),
    ...(format?.type === 'json_schema' && { format: format.schema }),
    ...(effort !== '' && { think: effort === 'none' ? false : effort }),
  };
};

const wholeResponse = (request: Partial<ResponsesRequest>, part: Part): object => {
  const id = makeId('resp_');
  const { content, thinking, toolCalls } = part;
  const calls = toOpenAiCalls(toolCalls).map((call, index) => ({
    id: `fc_${id}_${index}`,
    type: 'function_call',
    status: 'completed',
    call_id: call.id,
    ...call.function,
  }));
  const said = calls.length > 0 ? calls : [messageItem(makeId('msg_'), 'completed', [textPart(content)])];
  return responseObject(request, {
    id,
    created_at: unixSeconds(),
    completed_at: unixSeconds(),
    status: 'completed',
    output: [...(thinking === undefined ? [] : [reasoningItem(`rs_${id}`, thinking)]), ...said],
    usage: responseUsage(part),
  });
};

/** POST /v1/responses */
export const responses: Handler = (call) => {
  const request = readOpenAi<ResponsesRequest>(call);
  if (request.stream === true) {
    call.reply.header('Cache-Control', 'no-cache');
    call.reply.header('Connection', 'keep-alive');
  }
  const piece = createResponsesEvents(request);
  const dialect = eventDialect(
    (part) => wholeResponse(request, part),
    piece,
    () => piece(EMPTY_PART),
  );
  return generateAs(call, dialect, toGeneration(toChat(request)));
};
