import type { Handler } from '../call.ts';
import { generateAs } from '../generation/generate.ts';
import { EMPTY_PART, type Part } from '../generation/part.ts';
import type { Tool } from '../generation/tool-call.ts';
import type { Dialect } from '../http/write-answer.ts';
import { type ChatMessage, type ChatRequest, toGeneration } from '../native/chat.ts';
import { type Fill, recordedStream, writeEvents } from '../recorded/recorded-stream.ts';
import { recordedText } from '../recorded/replay.ts';
import { announceEvents } from './events.ts';
import { eventDialect, makeId, readOpenAi, unixSeconds } from './openai.ts';

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

const RECORDED = recordedText('v1-responses');
const STREAM = recordedStream('v1-responses-stream', 'response.output_text.delta');

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

/** The recorded response and its stream, with the text, the counts and the settings of this one. A text only. */
const responseDialect = (request: Partial<ResponsesRequest>): Dialect<Part> => {
  const ids = { resp: makeId('resp_'), msg: makeId('msg_') };
  let sequence = 0;
  let text = '';
  const fill =
    ({ content, done }: Part): Fill =>
    (field, recorded) => {
      const { prompt_eval_count: input = 0, eval_count: output = 0 } = done?.metrics ?? {};
      const values: Readonly<Record<string, unknown>> = {
        ...request,
        id: String(recorded).startsWith('resp') ? ids.resp : ids.msg,
        item_id: ids.msg,
        created_at: unixSeconds(),
        completed_at: recorded && unixSeconds(),
        sequence_number: field === 'sequence_number' ? sequence++ : 0,
        delta: content,
        text: typeof recorded === 'string' ? recorded && text : recorded,
        input_tokens: input,
        output_tokens: output,
        total_tokens: input + output,
      };
      return Object.hasOwn(values, field) ? values[field] : recorded;
    };
  const piece = (part: Part): string => {
    const before = sequence === 0 ? writeEvents(STREAM.before, fill(part)) : '';
    text += part.content;
    if (part.done) return before + writeEvents(STREAM.after, fill(part));
    return part.content === '' ? before : before + writeEvents(STREAM.piece, fill(part));
  };
  const whole = (part: Part): unknown => {
    text = part.content;
    return JSON.parse(RECORDED, fill(part));
  };
  return eventDialect(whole, piece, () => piece(EMPTY_PART));
};

/** POST /v1/responses */
export const responses: Handler = (call) => {
  const request = readOpenAi<ResponsesRequest>(call);
  if (request.stream === true) announceEvents(call.reply);
  const generation = { ...toGeneration(toChat(request)), textOnly: true };
  return generateAs(call, responseDialect(request), generation);
};
