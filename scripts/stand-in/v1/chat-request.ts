import type { Bound } from '../go/bind.ts';
import { goAny, goBool, goFloat, goInt, goList, goObject, goString, goStruct } from '../go/types.ts';
import type { ChatMessage, ChatRequest } from '../native/chat-request.ts';
import { refuse } from './openai-error.ts';
import { toStops } from './stops.ts';

const messageFields = {
  role: goString,
  content: goAny,
  tool_calls: goList('[]openai.ToolCall', goObject('openai.ToolCall')),
  name: goString,
  tool_call_id: goString,
};
const formatFields = { type: goString, json_schema: goStruct('openai.JsonSchema', { schema: goAny }) };
const messages = goList('[]openai.Message', goStruct('openai.Message', messageFields));

/** The body of `/v1/chat/completions`. */
export const completionFields = {
  model: goString,
  messages,
  stream: goBool,
  stream_options: goStruct('openai.StreamOptions', { include_usage: goBool }),
  max_tokens: goInt,
  seed: goInt,
  stop: goAny,
  temperature: goFloat,
  top_p: goFloat,
  response_format: goStruct('openai.ResponseFormat', formatFields),
  tools: goList('[]api.Tool', goObject('api.Tool')),
  reasoning_effort: goString,
  logprobs: goBool,
  top_logprobs: goInt,
};
type CompletionRequest = Bound<typeof completionFields>;
type Message = Bound<typeof messageFields>;

const EFFORTS = ['high', 'medium', 'low', 'max', 'none'];

/** Translates a body to the one of `/api/chat`. */
export function toChatRequest(request: CompletionRequest): ChatRequest {
  const {
    model = '',
    messages: given = [],
    stream = false,
    max_tokens,
    stop,
    tools,
    response_format: format,
  } = request;
  if (given.length === 0) throw refuse("[] is too short - 'messages'");
  const effort = request.reasoning_effort ?? '';
  if (effort !== '' && !EFFORTS.includes(effort)) {
    throw refuse(`invalid reasoning value: '${effort}' (must be "high", "medium", "low", "max", or "none")`);
  }
  const wanted = format?.type === 'json_object' ? 'json' : format?.json_schema?.schema;
  return {
    model,
    messages: given.flatMap(toMessages),
    stream,
    options: { ...(max_tokens === undefined ? {} : { num_predict: max_tokens }), stop: toStops(stop) },
    ...(tools === undefined ? {} : { tools }),
    ...(wanted === undefined ? {} : { format: wanted }),
    ...(effort === '' ? {} : { think: effort === 'none' ? false : effort }),
    ...(request.logprobs === undefined ? {} : { logprobs: request.logprobs }),
    ...(request.top_logprobs === undefined ? {} : { top_logprobs: request.top_logprobs }),
  };
}

function toMessages({ role = '', content, tool_calls }: Message): ChatMessage[] {
  if (typeof content === 'string') return [{ role, content }];
  if (!Array.isArray(content)) {
    if (tool_calls !== undefined) return [{ role }];
    throw refuse(`invalid message content type: ${goTypeOf(content)}`);
  }
  return content.map((part: { type?: unknown; text?: unknown } | null): ChatMessage => {
    if (part?.type === 'text' && typeof part.text === 'string') return { role, content: part.text };
    if (part?.type === 'image_url' || part?.type === 'input_audio') return { role };
    throw refuse('invalid message format');
  });
}

function goTypeOf(content: unknown): string {
  if (content === undefined) return '<nil>';
  const names: Readonly<Record<string, string>> = { number: 'float64', boolean: 'bool' };
  return names[typeof content] ?? 'map[string]interface {}';
}
