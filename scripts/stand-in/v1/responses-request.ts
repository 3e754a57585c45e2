import type { Bound } from '../go/bind.ts';
import { goAny, goBool, goFloat, goInt, goList, goString, goStruct } from '../go/types.ts';
import type { ChatMessage, ChatRequest } from '../native/chat-request.ts';
import { refuse } from './openai-error.ts';

/** The body of `/v1/responses`. */
export const responsesFields = {
  model: goString,
  input: goAny,
  instructions: goString,
  stream: goBool,
  background: goBool,
  truncation: goString,
  max_output_tokens: goInt,
  temperature: goFloat,
  top_p: goFloat,
  reasoning: goStruct('openai.ResponsesReasoning', { effort: goString, summary: goString }),
  text: goStruct('openai.ResponsesText', { format: goAny }),
  tools: goList('[]openai.ResponsesTool', goAny),
};
export type ResponsesRequest = Bound<typeof responsesFields>;

interface InputItem {
  readonly type?: string;
  readonly role?: string;
  readonly content?: unknown;
  readonly output?: unknown;
}

/** Translates a body to the one of `/api/chat`. */
export function fromResponses(request: ResponsesRequest): ChatRequest {
  const { model = '', instructions = '', input, max_output_tokens: limit, stream = false, tools } = request;
  const effort = request.reasoning?.effort ?? '';
  if (!/^(?:|none|low|medium|high|max)$/.test(effort)) {
    throw refuse(`invalid reasoning value: "${effort}" (must be "high", "medium", "low", "max", or "none")`);
  }
  const format = request.text?.format as { type?: string; schema?: unknown } | undefined;
  const system: ChatMessage[] = instructions === '' ? [] : [{ role: 'system', content: instructions }];
  return {
    model,
    messages: [...system, ...toMessages(input)],
    stream,
    options: limit === undefined ? {} : { num_predict: limit },
    ...(tools === undefined ? {} : { tools: tools.map(toTool) }),
    ...(format?.type === 'json_schema' ? { format: format.schema } : {}),
    ...(effort === '' ? {} : { think: effort === 'none' ? false : effort }),
  };
}

function toMessages(input: unknown): ChatMessage[] {
  if (typeof input === 'string') return input === '' ? [] : [{ role: 'user', content: input }];
  if (!Array.isArray(input)) return [];
  return (input as readonly InputItem[]).map(({ type, role = 'user', content, output }) => {
    if (type === 'function_call_output') return { role: 'tool', content: toText(output) };
    return { role: type === 'function_call' ? 'assistant' : role, content: toText(content) };
  });
}

function toText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: { text?: unknown } | null) => (typeof part?.text === 'string' ? part.text : ''))
    .join('');
}

function toTool(tool: unknown): Record<string, unknown> {
  const { name, description, parameters } = (tool ?? {}) as Record<string, unknown>;
  return { type: 'function', function: { name, description, parameters } };
}
