import { randomBytes } from 'node:crypto';
import { EMPTY_PART, type Part } from '../generation/part.ts';
import { toJson } from '../http/json.ts';
import type { Dialect } from '../http/write-answer.ts';
import { event, jsonLine } from './openai.ts';

type Kind = 'text' | 'thinking';
/** Bytes per token: so many are guessed before the model has counted. */
const BYTES_PER_TOKEN = 4;

const usageOf = ({ done }: Part) => ({
  input_tokens: done?.metrics?.prompt_eval_count ?? 0,
  output_tokens: done?.metrics?.eval_count ?? 0,
});

const stopReason = ({ done }: Part, calledTool: boolean): string => {
  if (calledTool) return 'tool_use';
  return done?.reason === 'length' ? 'max_tokens' : 'end_turn';
};

const contentOf = ({ content, thinking, toolCalls = [] }: Part): unknown[] => [
  ...(thinking === undefined ? [] : [{ type: 'thinking', thinking }]),
  ...(content === '' ? [] : [{ type: 'text', text: content }]),
  ...toolCalls.map(({ id, function: { name, arguments: input } }) => ({ type: 'tool_use', id, name, input })),
];

/** Anthropic's shapes: blocks that start, grow and stop. */
export const messagesDialect = (
  asked: { readonly model?: string; readonly messages?: unknown },
  error: Dialect<Part>['error'],
): Dialect<Part> => {
  const base = { id: `msg_${randomBytes(12).toString('hex')}`, type: 'message', role: 'assistant' };
  let started = false;
  let open: Kind | undefined;
  let index = 0;
  let calledTool = false;

  const send = (type: string, fields: object): string => event(type, { type, ...fields });
  const start = (): string => {
    if (started) return '';
    started = true;
    const guessed = Math.max(1, Math.floor(JSON.stringify(asked.messages).length / BYTES_PER_TOKEN));
    const usage = { input_tokens: guessed, output_tokens: 0 };
    return send('message_start', { message: { ...base, model: asked.model, content: [], usage } });
  };
  const openBlock = (content_block: object): string => send('content_block_start', { index, content_block });
  const grow = (delta: object): string => send('content_block_delta', { index, delta });
  const stop = (): string => {
    const stopped = send('content_block_stop', { index });
    index += 1;
    open = undefined;
    return stopped;
  };
  const close = (): string => (open === undefined ? '' : stop());
  const say = (kind: Kind, text = ''): string => {
    if (text === '') return '';
    const opened = open === kind ? '' : close() + openBlock({ type: kind, [kind]: '' });
    open = kind;
    return opened + grow({ type: `${kind}_delta`, [kind]: text });
  };
  const callTools = ({ toolCalls = [] }: Part): string => {
    calledTool ||= toolCalls.length > 0;
    const events = toolCalls.map(({ id, function: { name, arguments: values } }) => {
      const opened = close() + openBlock({ type: 'tool_use', id, name, input: {} });
      return opened + grow({ type: 'input_json_delta', partial_json: toJson(values) }) + stop();
    });
    return events.join('');
  };
  const finish = (part: Part): string => {
    if (!part.done) return '';
    const delta = { stop_reason: stopReason(part, calledTool) };
    return close() + send('message_delta', { delta, usage: usageOf(part) }) + send('message_stop', {});
  };
  const piece = (part: Part): string =>
    start() + say('thinking', part.thinking) + say('text', part.content) + callTools(part) + finish(part);

  return {
    streamType: 'text/event-stream',
    whole: (part) =>
      jsonLine({
        ...base,
        model: part.model,
        content: contentOf(part),
        stop_reason: stopReason(part, part.toolCalls !== undefined),
        usage: usageOf(part),
      }),
    piece,
    error,
    failure: () => piece(EMPTY_PART),
  };
};
