import type { Part } from '../generation/part.ts';
import { event, makeId, toOpenAiCalls, unixSeconds } from './openai.ts';
import {
  messageItem,
  type ResponsesRequest,
  reasoningItem,
  responseObject,
  responseUsage,
  textPart,
} from './responses-object.ts';

/** The value with the keys of every object sorted, as Go writes a map. */
const sortKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item)]));
};

/** Turns the parts of an answer into the events of a response. */
export const createResponsesEvents = (request: Partial<ResponsesRequest>): ((part: Part) => string) => {
  const id = makeId('resp_');
  const itemId = makeId('msg_');
  const reasoningId = makeId('rs_');
  const created_at = unixSeconds();
  const output: object[] = [];
  let sequence = 0;
  let text: string | undefined;
  let thinking: string | undefined;

  const send = (type: string, fields: object): string => {
    const numbered = { ...fields, type: `response.${type}`, sequence_number: sequence };
    sequence += 1;
    return event(numbered.type, sortKeys(numbered));
  };
  const announce = (type: 'created' | 'in_progress'): string => {
    const state = { id, created_at, completed_at: null, status: 'in_progress', output, usage: null } as const;
    return send(type, { response: responseObject(request, state) });
  };
  const begin = (): string => (sequence > 0 ? '' : announce('created') + announce('in_progress'));
  const add = (item: object): string => send('output_item.added', { output_index: output.length, item });
  const finishItem = (item: object): string => {
    const done = send('output_item.done', { output_index: output.length, item });
    output.push(item);
    return done;
  };

  const thought = (): object => ({ item_id: reasoningId, output_index: 0, summary_index: 0 });
  const think = (piece = ''): string => {
    if (piece === '') return '';
    const start = thinking === undefined ? add({ id: reasoningId, type: 'reasoning', summary: [] }) : '';
    thinking = (thinking ?? '') + piece;
    return start + send('reasoning_summary_text.delta', { ...thought(), delta: piece });
  };
  const finishThinking = (): string => {
    if (thinking === undefined || output.length > 0) return '';
    const done = send('reasoning_summary_text.done', { ...thought(), text: thinking });
    return done + finishItem(reasoningItem(reasoningId, thinking));
  };

  const said = (): object => ({ item_id: itemId, output_index: output.length, content_index: 0 });
  const say = (piece: string): string => {
    if (piece === '') return '';
    const before = finishThinking();
    const start = (): string =>
      add(messageItem(itemId, 'in_progress', [])) +
      send('content_part.added', { ...said(), part: textPart('') });
    const started = text === undefined ? start() : '';
    text = (text ?? '') + piece;
    return before + started + send('output_text.delta', { ...said(), delta: piece, logprobs: [] });
  };
  const finishText = (): string => {
    if (text === undefined) return '';
    return (
      send('output_text.done', { ...said(), text, logprobs: [] }) +
      send('content_part.done', { ...said(), part: textPart(text) }) +
      finishItem(messageItem(itemId, 'completed', [textPart(text)]))
    );
  };

  const callTools = ({ toolCalls }: Part): string => {
    const calls = toOpenAiCalls(toolCalls).map((call) => {
      const before = finishThinking();
      const { name, arguments: values } = call.function;
      const item = { id: makeId('fc_'), type: 'function_call', call_id: call.id, name };
      const place = { item_id: item.id, output_index: output.length };
      return (
        before +
        add({ ...item, status: 'in_progress', arguments: '' }) +
        send('function_call_arguments.delta', { ...place, delta: values }) +
        send('function_call_arguments.done', { ...place, arguments: values }) +
        finishItem({ ...item, status: 'completed', arguments: values })
      );
    });
    return calls.join('');
  };
  const finish = (part: Part): string => {
    if (!part.done) return '';
    const before = finishThinking() + finishText();
    const state = { id, created_at, completed_at: unixSeconds(), status: 'completed', output } as const;
    return (
      before +
      send('completed', { response: responseObject(request, { ...state, usage: responseUsage(part) }) })
    );
  };

  return (part) => begin() + think(part.thinking) + callTools(part) + say(part.content) + finish(part);
};
