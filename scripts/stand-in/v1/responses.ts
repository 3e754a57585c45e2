import type { Handler } from '../call.ts';
import { generateAs } from '../generation/generate.ts';
import type { Part } from '../generation/part.ts';
import type { Tool } from '../generation/tool-call.ts';
import type { Dialect } from '../http/write-answer.ts';
import { type ChatMessage, type ChatRequest, toGeneration } from '../native/chat.ts';
import { announceEvents } from './events.ts';
import { makeId, openAiError, readOpenAi, unixSeconds } from './openai.ts';
import { recordedDialect } from './recorded-dialect.ts';

/** The body of `/v1/responses`. */
interface ResponsesRequest {
  readonly model: string;
  readonly input: string | readonly { readonly role?: string; readonly content?: unknown }[];
  readonly instructions: string;
  readonly stream: boolean;
  readonly max_output_tokens: number;
  readonly text: { readonly format?: { readonly type?: string; readonly schema?: unknown } };
  readonly tools: readonly NonNullable<Tool['function']>[];
}

const toText = (content: unknown): string => {
  if (!Array.isArray(content)) return typeof content === 'string' ? content : '';
  return content.map((part: { text?: unknown } | null) => part?.text ?? '').join('');
};

const toChat = (request: Partial<ResponsesRequest>): ChatRequest => {
  const { model = '', instructions = '', input = '', stream = false, tools } = request;
  const format = request.text?.format;
  const items = typeof input === 'string' ? [{ content: input }] : input;
  const said = items.map(({ role = 'user', content }): ChatMessage => ({ role, content: toText(content) }));
  return {
    model,
    messages: [...(instructions === '' ? [] : [{ role: 'system', content: instructions }]), ...said],
    stream,
    options: { num_predict: request.max_output_tokens },
    tools: tools?.map((tool) => ({ function: tool })),
    ...(format?.type === 'json_schema' && { format: format.schema }),
  };
};

/** The recorded response and its stream, with the text, counts and settings of this one. Supports text only. */
const responseDialect = (request: Partial<ResponsesRequest>): Dialect<Part> => {
  const ids = { resp: makeId('resp_'), msg: makeId('msg_') };
  return recordedDialect({
    whole: 'v1-responses',
    stream: 'v1-responses-stream',
    pieces: 'response.output_text.delta',
    error: openAiError,
    values: ({ content, done }, said, recorded) => {
      const { prompt_eval_count: input_tokens = 0, eval_count: output_tokens = 0 } = done?.metrics ?? {};
      return {
        ...request,
        id: String(recorded).startsWith('resp') ? ids.resp : ids.msg,
        item_id: ids.msg,
        created_at: unixSeconds(),
        completed_at: recorded && unixSeconds(),
        delta: content,
        text: typeof recorded === 'string' ? recorded && said : recorded,
        input_tokens,
        output_tokens,
        total_tokens: input_tokens + output_tokens,
      };
    },
  });
};

/** POST /v1/responses */
export const responses: Handler = (call) => {
  const request = readOpenAi<ResponsesRequest>(call);
  if (request.stream === true) announceEvents(call.reply);
  const generation = { ...toGeneration(toChat(request)), textOnly: true };
  return generateAs(call, responseDialect(request), generation);
};
