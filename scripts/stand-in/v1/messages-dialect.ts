import { encodeGoJson } from '../go/json-encode.ts';
import type { Dialect } from '../http/answer.ts';
import type { ChatRecord } from '../native/chat-answer.ts';
import { emptyChatRecord } from './empty-record.ts';
import { hexId } from './ids.ts';
import { anthropicError, type MessagesRequest } from './messages-request.ts';
import { jsonLine } from './openai-error.ts';
import { event } from './sse.ts';

type Block = 'text' | 'thinking';
/** Bytes per token, as the count is guessed before the model has counted. */
const BYTES_PER_TOKEN = 4;

/** Anthropic's shapes: blocks that start, grow and stop. */
export function messagesDialect(request: MessagesRequest): Dialect<ChatRecord> {
  const id = hexId('msg');
  const base = { id, type: 'message', role: 'assistant' };
  let started = false;
  let open: Block | undefined;
  let index = 0;
  let calledTool = false;

  const send = (type: string, fields: object): string => event(type, { type, ...fields });
  const close = (): string => {
    if (open === undefined) return '';
    open = undefined;
    const stop = send('content_block_stop', { index });
    index += 1;
    return stop;
  };
  const grow = (block: Block, text: string): string => {
    if (text === '') return '';
    const before = open === block ? '' : close();
    const start =
      open === block
        ? ''
        : send('content_block_start', { index, content_block: { type: block, [block]: '' } });
    open = block;
    return (
      before +
      start +
      send('content_block_delta', { index, delta: { type: `${block}_delta`, [block]: text } })
    );
  };
  const start = (): string => {
    if (started) return '';
    started = true;
    const guessed = Math.max(1, Math.floor(JSON.stringify(request.messages).length / BYTES_PER_TOKEN));
    const usage = { input_tokens: guessed, output_tokens: 0 };
    return send('message_start', { message: { ...base, model: request.model, content: [], usage } });
  };
  const callTools = ({ message: { tool_calls = [] } }: ChatRecord): string =>
    tool_calls
      .map(({ id: callId, function: { name, arguments: values } }) => {
        calledTool = true;
        const before = close();
        const block = { type: 'tool_use', id: callId, name, input: {} };
        const delta = { type: 'input_json_delta', partial_json: encodeGoJson(values) };
        const events = [
          send('content_block_start', { index, content_block: block }),
          send('content_block_delta', { index, delta }),
          send('content_block_stop', { index }),
        ];
        index += 1;
        return before + events.join('');
      })
      .join('');
  const finish = (record: ChatRecord): string => {
    if (!record.done) return '';
    const delta = { stop_reason: stopReason(record, calledTool) };
    return close() + send('message_delta', { delta, usage: usageOf(record) }) + send('message_stop', {});
  };
  const chunk = (record: ChatRecord): string =>
    start() +
    grow('thinking', record.message.thinking ?? '') +
    grow('text', record.message.content) +
    callTools(record) +
    finish(record);

  return {
    streamType: 'text/event-stream',
    one: (record) =>
      jsonLine({
        ...base,
        model: record.model,
        content: contentOf(record),
        stop_reason: stopReason(record, record.message.tool_calls !== undefined),
        usage: usageOf(record),
      }),
    chunk,
    error: (status, message) => jsonLine(anthropicError(status, message)),
    failure: () => chunk(emptyChatRecord),
  };
}

function contentOf({ message: { content, thinking, tool_calls = [] } }: ChatRecord): unknown[] {
  return [
    ...(thinking === undefined ? [] : [{ type: 'thinking', thinking }]),
    ...(content === '' ? [] : [{ type: 'text', text: content }]),
    ...tool_calls.map(({ id, function: { name, arguments: input } }) => ({
      type: 'tool_use',
      id,
      name,
      input,
    })),
  ];
}

function usageOf({ prompt_eval_count = 0, eval_count = 0 }: ChatRecord): unknown {
  return { input_tokens: prompt_eval_count, output_tokens: eval_count };
}

function stopReason({ done_reason }: ChatRecord, calledTool: boolean): string {
  if (calledTool) return 'tool_use';
  return done_reason === 'length' ? 'max_tokens' : 'end_turn';
}
